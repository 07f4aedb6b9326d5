import { setMaxListeners } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { phpCommand, runPhp } from './php-process.js';
import { violationSchema, WhmcsViolationError } from './violation.js';
import type { Violation } from './violation.js';

const HERE = import.meta.dirname;

const answerSchema = z.object({
  result: z.unknown(),
  commandError: z.string().optional(),
  violations: z.array(violationSchema),
  outputCaptured: z.string(),
  durationMs: z.number(),
});

const installSchema = z.object({ modules: z.array(z.string()) });
const addedSchema = z.object({ ids: z.array(z.number()) });
const activateSchema = z.object({ active: z.boolean(), error: z.string().nullish() });
const saveSchema = z.object({ saved: z.boolean(), error: z.string().nullable() });
const pageSchema = z.object({
  config: z.record(z.string(), z.record(z.string(), z.unknown())),
  values: z.record(z.string(), z.string()),
});
const callSchema = z.object({
  value: z.unknown(),
  outcome: z.enum(['success', 'pending', 'failed']),
  error: z.string().nullable(),
  functionExists: z.boolean(),
  aborted: z.boolean(),
});
const lookupSchema = z.object({
  results: z
    .array(
      z.object({
        sld: z.string(),
        tld: z.string(),
        status: z.string().nullable(),
        score: z.number().nullable(),
        premium: z.boolean(),
        premiumPricing: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
  error: z.string().nullable().default(null),
});
const cronSchema = z.object({
  report: z.array(
    z.object({
      domainId: z.number(),
      domain: z.string(),
      function: z.string(),
      outcome: z.string(),
      text: z.string(),
    }),
  ),
  ended: z.string().nullable(),
  milliseconds: z.number(),
});
const domainPageSchema = z.object({
  rows: z.record(z.string(), z.string()),
  buttons: z.record(z.string(), z.string()),
});
const addonSchema = z.object({ status: z.enum(['success', 'error', 'info']), description: z.string() });
const addonPageSchema = z.object({
  html: z.string().default(''),
  endedBecause: z.string().nullable().default(null),
});
const adminPageSchema = z.object({
  head: z.string(),
  header: z.string(),
  content: z.string(),
  footer: z.string(),
  widgets: z.array(z.object({ id: z.string(), title: z.string(), html: z.string() })),
  milliseconds: z.number(),
});
const hookSchema = z.object({ hooked: z.boolean(), answers: z.array(z.unknown()) });
const domainSchema = z.object({
  id: z.number(),
  domain: z.string(),
  registrar: z.string(),
  status: z.string(),
  registrationdate: z.string().nullable(),
  expirydate: z.string().nullable(),
  nextduedate: z.string().nullable(),
});
const stateSchema = z.object({
  domains: z.array(domainSchema),
  mails: z.array(
    z.object({
      time: z.string(),
      type: z.string(),
      subject: z.string(),
      message: z.string(),
      to: z.array(z.string()),
    }),
  ),
  domainPricing: z
    .array(z.object({ id: z.number(), extension: z.string(), autoreg: z.string() }))
    .default([]),
  activityLog: z.array(z.object({ time: z.string(), message: z.string(), clientId: z.number() })),
  moduleLog: z.array(
    z.object({
      time: z.string(),
      module: z.string(),
      action: z.string(),
      request: z.string(),
      response: z.string(),
      processed: z.string(),
    }),
  ),
  notifications: z.array(z.record(z.string(), z.unknown())),
});

type State = z.infer<typeof stateSchema>;

export type SaveResult = z.infer<typeof saveSchema>;
export type SettingsPage = z.infer<typeof pageSchema>;
/** `value` is what the module returned; a missing function or an abort by a hook is told apart. */
export type CallResult = z.infer<typeof callSchema>;
/** `status` is the name of the constant, such as `STATUS_NOT_REGISTERED`; `error` is the page's exception. */
export type LookupResult = z.infer<typeof lookupSchema>;
/** `ended` says what stopped the run before its end. */
export type CronResult = z.infer<typeof cronSchema>;
/** What the addon said about its own activation. */
export type AddonResult = z.infer<typeof addonSchema>;
/** `endedBecause`: why WHMCS itself ended the page, such as a wrong token; then there is no HTML. */
export type AddonPage = z.infer<typeof addonPageSchema>;
/** What the module adds to the admin's page of a domain: HTML by label, and the function behind each button. */
export type DomainPage = z.infer<typeof domainPageSchema>;
/** What hooks add to a page of the admin area, around its own content; `widgets` on the dashboard. */
export type AdminPage = z.infer<typeof adminPageSchema>;
export type HookResult = z.infer<typeof hookSchema>;
export type WhmcsDomain = z.infer<typeof domainSchema>;
export type WhmcsMail = State['mails'][number];
export type ActivityEntry = State['activityLog'][number];
export type ModuleLogEntry = State['moduleLog'][number];

/** A command's result and how it went. */
export interface Answer<T> {
  readonly result: T;
  /** Empty unless the command was given `allowViolations`. */
  readonly violations: readonly Violation[];
  /** What module code printed. */
  readonly outputCaptured: string;
  readonly durationMs: number;
  /** What PHP or its launcher wrote to standard error. */
  readonly stderr: string;
}

/** How WHMCS is set up. */
export interface CreateOptions {
  /** Absolute paths of folders laid out like the WHMCS root, copied over it. */
  readonly modules: readonly string[];
  /** 8.0.0, 8.9.0, 8.13.0 (the default) or 9.0.3; others behave like the nearest one below. */
  readonly version?: string;
  readonly php?: { readonly command: readonly string[] };
  /** Environment variables of every PHP process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Environment variables that only cron has. */
  readonly cronEnv?: Readonly<Record<string, string>>;
  /** Whether the registrar modules are activated at once; true unless given. */
  readonly activate?: boolean;
}

/** Options of every command that runs module code. */
export interface RunOptions {
  /** Needed only when several registrar modules are installed. */
  readonly module?: string;
  /** `web` is the admin area, `client` the client area. */
  readonly context?: 'web' | 'client' | 'cron';
  /** Limit of the module's function, in seconds, instead of the usual one. */
  readonly limitSeconds?: number;
  /** Limits of hook callbacks by hook point, in seconds. */
  readonly hookLimits?: Readonly<Record<string, number>>;
  /** Resolve with the violations instead of rejecting; a process that exits or dies rejects all the same. */
  readonly allowViolations?: boolean;
}

/** What nobody outside WHMCS knows about a save (whmcs-contract.md section 17.3): each can be played. */
export interface SaveOptions extends RunOptions {
  /** Whether `_config_validate` sees entities; `encoded` unless given. */
  readonly validateSees?: 'encoded' | 'raw';
  /** What `_config_validate` sees for an unchanged password; `stored` unless given. */
  readonly maskedArrivesAs?: 'stored' | 'asterisks';
  /**
   * Whether rows hold entities (form) or clear text (API, database); `encoded` unless given. `nothing`: the save
   * is lost after it was validated.
   */
  readonly stores?: 'encoded' | 'raw' | 'nothing';
}

/** A request for an addon's page. */
export interface AddonPageOptions extends Omit<RunOptions, 'module' | 'context'> {
  /** Fields of the address besides the module's name. */
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of a form as the browser sends them, the hidden ones too; none: the page is only looked at. */
  readonly post?: Readonly<Record<string, string>>;
  /** 1, the first admin, unless told otherwise. */
  readonly adminId?: number;
  /**
   * What nobody outside WHMCS knows for sure: whether `check_token` ends the page when the token is wrong (unless
   * told otherwise), answers false, or is not there at all.
   */
  readonly tokenCheck?: 'ends' | 'answers' | 'missing';
}

/** Who opens a page of the admin area, and how. */
export interface AdminPageOptions extends Omit<RunOptions, 'module' | 'context'> {
  readonly cookies?: Readonly<Record<string, string>>;
  /** Of the admin; every one unless given. */
  readonly permissions?: readonly string[];
  /** Whether widgets make their data anew although it is cached. */
  readonly refresh?: boolean;
}

/** A domain in WHMCS's database; only `domain` is needed. */
export interface NewDomain {
  readonly domain: string;
  readonly registrar?: string;
  readonly type?: 'Register' | 'Transfer';
  readonly status?: string;
  /** Years. */
  readonly regperiod?: number;
  readonly clientId?: number;
  /** YYYY-MM-DD */
  readonly expirydate?: string;
  readonly nextduedate?: string;
  readonly nameservers?: readonly string[];
  readonly dnsmanagement?: boolean;
  readonly emailforwarding?: boolean;
  readonly idprotection?: boolean;
  readonly additionalfields?: Readonly<Record<string, string>>;
  readonly premiumCost?: string;
  readonly eppcode?: string;
  readonly idnLanguage?: string;
  /** Fields of the client that differ from the usual one. */
  readonly client?: Readonly<Record<string, string | number>>;
}

/** Settings of the installation that a test can change. */
export interface Configuration {
  readonly version?: string;
  readonly premiumEnabled?: boolean;
  readonly idnEnabled?: boolean;
  /** `role` is 1 unless told otherwise, `language` the shop's. */
  readonly admins?: readonly { id: number; name: string; email: string; role?: number; language?: string }[];
  /** WHMCS's name of the shop's language; `english` unless told otherwise. */
  readonly language?: string;
  /** Of the client who looks at pages of the client area; none unless told otherwise. */
  readonly clientLanguage?: string;
  /** What the visitor of the client area chose there; nothing unless told otherwise. */
  readonly visitorLanguage?: string;
  /** Whether the records of who is signed in tell a language, which is not documented; no unless told otherwise. */
  readonly recordsTellLanguage?: boolean;
  readonly automation?: {
    readonly domainSyncEnabled?: boolean;
    readonly notifyOnly?: boolean;
    readonly syncNextDueDate?: boolean;
    readonly nextDueDateOffsetDays?: number;
  };
  /** TLDs with a price in the shop, without a dot. */
  readonly tlds?: readonly string[];
  /** Rows of the table of endings, as far as automatic registration goes. */
  readonly domainPricing?: readonly { id: number; extension: string; autoreg: string }[];
  /** localAPI commands that fail, with the message they fail with. */
  readonly localApiFailures?: Readonly<Record<string, string>>;
}

/**
 * A WHMCS installation in a temporary folder. Each command is a PHP process of its own, as each page of WHMCS
 * is. A module that breaks the contract makes the command reject with a `WhmcsViolationError`.
 */
export class WhmcsInstallation {
  /** The folder that holds WHMCS, `ROOTDIR` in PHP. */
  readonly root: string;
  readonly #command: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #cronEnv: Readonly<Record<string, string>>;
  readonly #closing = new AbortController();

  private constructor(root: string, { php, env, cronEnv }: CreateOptions) {
    this.root = root;
    // One for each process that runs; a crowd of pages at once is no leak.
    setMaxListeners(0, this.#closing.signal);
    this.#command = php?.command ?? phpCommand();
    this.#env = env ?? {};
    this.#cronEnv = cronEnv ?? {};
  }

  /** Installs WHMCS and the modules, and activates the registrar modules. */
  static async create(options: CreateOptions): Promise<WhmcsInstallation> {
    const installation = new WhmcsInstallation(await mkdtemp(join(tmpdir(), 'whmcs-double-')), options);
    try {
      for (const folder of [join(HERE, 'root'), ...options.modules]) {
        await cp(folder, installation.root, { recursive: true });
      }
      const version = options.version ?? '8.13.0';
      const { result } = await installation.#run('install', { version }, {}, installSchema);
      for (const module of options.activate === false ? [] : result.modules) {
        await installation.activate({ module });
      }
      return installation;
    } catch (error) {
      await installation.remove();
      throw error;
    }
  }

  /** Activates the module with its default settings. `validate` false skips `_config_validate`. */
  async activate(
    options: RunOptions & { readonly validate?: boolean } = {},
  ): Promise<Answer<z.infer<typeof activateSchema>>> {
    return this.#run('activate', { validate: options.validate ?? true }, options, activateSchema);
  }

  /** Deactivates the module: its settings are deleted. */
  async deactivate(options: RunOptions = {}): Promise<Answer<z.infer<typeof activateSchema>>> {
    return this.#run('deactivate', {}, options, activateSchema);
  }

  /** What the admin sees: setting definitions, and values with passwords masked. */
  async settingsPage(options: RunOptions = {}): Promise<Answer<SettingsPage>> {
    return this.#run('settingsPage', {}, options, pageSchema);
  }

  /** Saves the form with these changes; checkboxes take booleans. */
  async saveSettings(
    values: Readonly<Record<string, string | boolean>>,
    options: SaveOptions = {},
  ): Promise<Answer<SaveResult>> {
    return this.#run('saveSettings', { values }, options, saveSchema);
  }

  /**
   * Calls a registrar function, Sync and TransferSync in the cron context unless told otherwise. `domainId` is
   * null for functions that have no domain; `extra` are the function's own parameters.
   */
  async call(
    name: string,
    domainId: number | null,
    options: RunOptions & { readonly extra?: Readonly<Record<string, unknown>> } = {},
  ): Promise<Answer<CallResult>> {
    const context = /^(transfer)?sync$/i.test(name) ? 'cron' : 'web';
    return this.#run('call', { function: name, domainId }, { context, ...options }, callSchema);
  }

  /** Searches as the cart does; `tlds` have a leading dot. */
  async checkAvailability(
    term: string,
    tlds: readonly string[],
    options: RunOptions = {},
  ): Promise<Answer<LookupResult>> {
    return this.#run('checkAvailability', { term, tlds }, options, lookupSchema);
  }

  /** Asks for suggestions as the cart does; `tlds` have a leading dot. */
  async suggest(
    term: string,
    tlds: readonly string[],
    options: RunOptions & { readonly suggestionSettings?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer<LookupResult>> {
    return this.#run('suggest', { term, tlds }, options, lookupSchema);
  }

  /** Runs crons/cron.php. `daily`: the daily tasks are due; `sync` false: the sync tasks are not. */
  async cron(
    options: RunOptions & { readonly daily?: boolean; readonly sync?: boolean } = {},
  ): Promise<Answer<CronResult>> {
    return this.#run('cron', {}, { context: 'cron', ...options }, cronSchema);
  }

  /** Runs the callbacks of one hook point. */
  async runHook(
    hook: string,
    vars: Readonly<Record<string, unknown>> = {},
    options: RunOptions = {},
  ): Promise<Answer<HookResult>> {
    return this.#run('runHook', { hook, vars }, options, hookSchema);
  }

  /** Opens the admin's page of a domain, which asks for the buttons twice and for the rows once. */
  async domainPage(domainId: number, options: RunOptions = {}): Promise<Answer<DomainPage>> {
    return this.#run('domainPage', { domainId }, options, domainPageSchema);
  }

  /** Activates an addon module. Nobody may open its page yet. */
  async activateAddon(
    module: string,
    options: Omit<RunOptions, 'module'> = {},
  ): Promise<Answer<AddonResult>> {
    return this.#run('activateAddon', { module }, options, addonSchema);
  }

  /** Deactivates an addon module. */
  async deactivateAddon(
    module: string,
    options: Omit<RunOptions, 'module'> = {},
  ): Promise<Answer<AddonResult>> {
    return this.#run('deactivateAddon', { module }, options, addonSchema);
  }

  /** Lets the admins of a role open the addon's page. */
  async allowAddon(module: string, role = 1): Promise<void> {
    await this.#run('allowAddon', { module, role }, {}, z.unknown());
  }

  /** Opens the addon's page, or sends a form of it. */
  async addonPage(module: string, options: AddonPageOptions = {}): Promise<Answer<AddonPage>> {
    const { query = {}, post = null, adminId = 1, tokenCheck = 'ends', ...run } = options;
    return this.#run('addonPage', { module, query, post, adminId, tokenCheck }, run, addonPageSchema);
  }

  /** Opens a page of the admin area, such as `index`, the dashboard, or `configregistrars`. */
  async adminPage(filename: string, options: AdminPageOptions = {}): Promise<Answer<AdminPage>> {
    const { cookies = {}, permissions = null, refresh = false, ...run } = options;
    return this.#run(
      'adminPage',
      { filename, adminId: 1, cookies, permissions, refresh },
      run,
      adminPageSchema,
    );
  }

  /** Adds a domain and answers its id. */
  async addDomain(domain: NewDomain): Promise<number> {
    const [id] = await this.addDomains([domain]);
    if (id === undefined) {
      throw new Error('WHMCS double: the domain got no id');
    }
    return id;
  }

  /** Adds domains and answers their ids in the same order. */
  async addDomains(domains: readonly NewDomain[]): Promise<number[]> {
    const { result } = await this.#run('addDomains', { domains }, {}, addedSchema);
    return result.ids;
  }

  /** Changes settings of the installation. */
  async configure(changes: Configuration): Promise<void> {
    await this.#run('configure', { changes }, {}, z.unknown());
  }

  /** Switches Configuration > System Logs > Module Log. */
  async setModuleLog(on: boolean): Promise<void> {
    await this.#run('configure', { changes: { moduleLogOn: on } }, {}, z.unknown());
  }

  /** The domain's record. Throws when there is none. */
  async domain(id: number): Promise<WhmcsDomain> {
    const found = (await this.#state()).domains.find((domain) => domain.id === id);
    if (found === undefined) {
      throw new Error(`WHMCS has no domain ${id}`);
    }
    return found;
  }

  /** With which module an ending registers by itself; '' where it does not. */
  async autoRegistrar(extension: string): Promise<string> {
    const rows = (await this.#state()).domainPricing;
    return rows.find((row) => row.extension === extension)?.autoreg ?? '';
  }

  /** Mails to the admins, oldest first. */
  async mails(): Promise<WhmcsMail[]> {
    return (await this.#state()).mails;
  }

  /** Oldest first. */
  async activityLog(): Promise<ActivityEntry[]> {
    return (await this.#state()).activityLog;
  }

  /** Calls that were logged while the module log was on, oldest first, as masked by WHMCS. */
  async moduleLog(): Promise<ModuleLogEntry[]> {
    return (await this.#state()).moduleLog;
  }

  /** Parameters of TriggerNotificationEvent calls, oldest first. */
  async notifications(): Promise<Record<string, unknown>[]> {
    return (await this.#state()).notifications;
  }

  /** Ends processes that still run and deletes the folder. */
  async remove(): Promise<void> {
    this.#closing.abort();
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  async #state(): Promise<State> {
    return stateSchema.parse(JSON.parse(await readFile(join(this.root, 'whmcs-double.json'), 'utf8')));
  }

  async #run<T>(
    command: string,
    parameters: object,
    { allowViolations = false, ...options }: RunOptions,
    schema: z.ZodType<T>,
  ): Promise<Answer<T>> {
    const { stdout, stderr, exitCode } = await runPhp({
      command: [...this.#command, join(HERE, 'whmcs.php'), this.root],
      input: JSON.stringify({ command, ...parameters, ...options }),
      env: { ...this.#env, ...(options.context === 'cron' ? this.#cronEnv : {}) },
      signal: this.#closing.signal,
    });
    const lines = stdout.trimEnd().split('\n');
    const last = lines.pop() ?? '';
    if (!last.startsWith('{"result":')) {
      throw new Error(`PHP ended with ${String(exitCode)} and without an answer: ${stdout}${stderr}`);
    }
    const answer = answerSchema.parse(JSON.parse(last));
    const direct = lines.join('\n').trim();
    const violations = [...answer.violations];
    if (direct !== '') {
      violations.push({ kind: 'output', message: `wrote to standard output: ${direct}`, function: '' });
    }
    if (violations.length > 0 && (!allowViolations || answer.result === null)) {
      throw new WhmcsViolationError(command, violations);
    }
    if (answer.commandError !== undefined) {
      throw new Error(`WHMCS double, ${command}: ${answer.commandError}`);
    }
    const result = schema.parse(answer.result);
    const { outputCaptured, durationMs } = answer;
    return { result, violations, outputCaptured, durationMs, stderr };
  }
}
