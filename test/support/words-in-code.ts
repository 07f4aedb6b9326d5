import ts from 'typescript';

/** Words of a language, not of a program: two in a row with a blank between them, the second one in small letters. */
const WORDS = /\p{L}{2,}[,.:;]? \p{Ll}{2,}/u;

/** Calls whose texts go into the log, which is English (docs/decisions/0014-phrases.md). */
const LOGGING = /\blogger(?:\.(?:trace|debug|info|warn|error|fatal)|\[\w+\])$/;

/** Properties that developers, editors of files and Prometheus read: documentation of routes, rules and figures. */
const DOCUMENTATION = ['summary', 'help', 'reason', 'description'];

/** What makes a text in a language: the functions of a translator. */
const SAYING = ['t', 'say', 'sentences', 'items'];

/**
 * Texts in a TypeScript source that a person might get to read, as words in the middle of code. What a developer or the
 * log reads is left out: logging, documentation, queries, and errors that only a fault of ours sets off.
 */
export function wordsInTypeScript(source: string): string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForDevelopers(node)) return;
    // Words for editors of a file, behind a schema that may say something to people.
    if (isDescription(node)) {
      visit(node.expression);
      return;
    }
    const text = textOf(node);
    if (text !== null && WORDS.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Where code sets a text of the catalogue beside something else: word order and marks are the language's to choose. */
export function gluedInTypeScript(source: string): string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isGlued(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isGlued(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) {
    const isSum = node.operatorToken.kind === ts.SyntaxKind.PlusToken;
    return isSum && (isSaid(node.left) || isSaid(node.right));
  }
  if (!ts.isTemplateExpression(node)) return false;
  const said = node.templateSpans.filter(({ expression }) => isSaid(expression));
  return said.length > 0 && (node.templateSpans.length > 1 || /[\p{L}\p{N}:;,.]/u.test(textOf(node) ?? ''));
}

/** Whether it is a text in a language already, perhaps made as wide as others. */
function isSaid(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return SAYING.includes(expression.getText());
  return expression.name.text === 'padEnd'
    ? isSaid(expression.expression)
    : SAYING.includes(expression.name.text);
}

/** Texts in a PHP source, without markup and comments. */
export function wordsInPhp(source: string): string[] {
  const tokens = /\/\*[^]*?\*\/|\/\/[^\n]*|'(?<single>(?:\\.|[^'\\])*)'|"(?<double>(?:\\.|[^"\\])*)"/g;
  return [...source.matchAll(tokens)].flatMap(({ groups }) => {
    const text = withoutMarkup(groups?.['single'] ?? groups?.['double'] ?? '');
    return WORDS.test(text) ? [text] : [];
  });
}

/** Texts in a template, outside of markup and of what is filled in; those of attributes that are read aloud included. */
export function wordsInTemplate(source: string): string[] {
  const page = source.replace(/<%[^]*?%>/g, '');
  const attributes = [...page.matchAll(/\b(?:title|alt|aria-label|placeholder)="(?<text>[^"]+)"/g)];
  return [withoutMarkup(page), ...attributes.map(({ groups }) => groups?.['text'] ?? '')].flatMap((text) =>
    text.split('\n').flatMap((line) => (/\p{L}{2}/u.test(line) ? [line.trim()] : [])),
  );
}

function isForDevelopers(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return true;
  if (ts.isTaggedTemplateExpression(node)) return /^sql\b/.test(node.tag.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Error';
  // Of a class of errors.
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  if (ts.isPropertyAssignment(node)) return DOCUMENTATION.includes(node.name.getText());
  if (!ts.isCallExpression(node)) return false;
  return LOGGING.test(node.expression.getText());
}

function isDescription(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'describe'
  );
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** Markup may be cut in the middle of a tag. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/^[^<]*>/, ' ')
    .replace(/<[^>]*$/, ' ');
}
