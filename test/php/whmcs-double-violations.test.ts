import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WhmcsViolationError } from '../whmcs/violation.js';
import type { Violation } from '../whmcs/violation.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';

const FIXTURES = join(import.meta.dirname, '../whmcs/fixtures');
const SECRET = 'se<ret&word';

let whmcs: WhmcsInstallation;

beforeAll(async () => {
  whmcs = await WhmcsInstallation.create({ modules: [join(FIXTURES, 'misbehaving')] });
  await whmcs.saveSettings({ Secret: SECRET });
});

afterAll(async () => {
  await whmcs.remove();
});

/** The violations that a command rejected with. */
const violationsOf = async (command: Promise<unknown>): Promise<readonly Violation[]> => {
  const error: unknown = await command.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WhmcsViolationError);
  return error instanceof WhmcsViolationError ? error.violations : [];
};

const callFor = async (name: string, label: string): Promise<unknown> =>
  whmcs.call(name, await whmcs.addDomain({ domain: `${label}.com` }), { limitSeconds: 20 });

describe('the WHMCS double, about any function', () => {
  it.each([
    ['prints', 'output', 'printed "Hello"'],
    ['prints-past-buffers', 'output', 'wrote to standard output: straight out'],
    ['leaves-buffer', 'output', 'left an output buffer open'],
    ['drops-buffer', 'notice', 'ob_end_clean'],
    ['warning', /^(warning|notice)$/, 'no-such-key'],
    ['notice', 'notice', 'Take note'],
    ['deprecated', 'deprecated', 'Out of date'],
    ['exception', 'exception', 'RuntimeException: Unexpected'],
    ['error', /^(exception|warning)$/, 'strlen'],
    ['exit', 'exit', 'ended the process'],
    ['die', 'output', 'Sorry'],
    ['fatal', 'fatal', 'memory'],
    ['error-handler', 'global-state', 'error handler'],
    ['time-zone', 'global-state', 'time zone'],
    ['working-folder', 'global-state', 'working folder'],
    ['shutdown', 'exit', 'shutdown function'],
    ['leaks-in-answer', 'secret', 'answer'],
    ['leaks-in-log', 'secret', 'module log (request)'],
    ['leaks-in-activity', 'secret', 'activity log'],
    ['leaks-in-mail', 'secret', 'mail'],
    ['logs-object', 'log', 'object inside the request'],
    ['serialises-model', 'params', 'client model'],
    ['empty-mask', 'log', 'empty or very short'],
    ['unknown-command', 'local-api', 'AddToDo'],
    ['bad-mail', 'local-api', 'custom subject'],
    ['plain-mail', 'mail', 'HTML'],
  ])('catches %s', async (label, kind, message) => {
    const found = await violationsOf(callFor('RegisterDomain', label));
    expect(found).toContainEqual(
      expect.objectContaining({
        kind: expect.stringMatching(kind) as unknown,
        message: expect.stringContaining(message) as unknown,
      }),
    );
  });

  it('names the function', async () => {
    await expect(callFor('RegisterDomain', 'prints')).rejects.toThrow(
      'output in rude_RegisterDomain: printed',
    );
  });

  it('overlooks what is silenced', async () => {
    await expect(callFor('RegisterDomain', 'hidden-warning')).resolves.toBeDefined();
  });

  it('measures time', async () => {
    const id = await whmcs.addDomain({ domain: 'slow.com' });
    await expect(whmcs.call('RegisterDomain', id)).resolves.toBeDefined();
    const found = await violationsOf(whmcs.call('RegisterDomain', id, { limitSeconds: 0.02 }));
    expect(found).toMatchObject([{ kind: 'time', function: 'rude_RegisterDomain' }]);
  });

  it('hands violations to a caller who asks for them', async () => {
    const id = await whmcs.addDomain({ domain: 'prints.com' });
    const answer = await whmcs.call('RegisterDomain', id, { allowViolations: true });
    expect(answer).toMatchObject({ outputCaptured: 'Hello', violations: [{ kind: 'output' }] });
    expect(answer.result.outcome).toBe('success');
  });

  it('counts an undocumented exception as a failed order', async () => {
    const id = await whmcs.addDomain({ domain: 'exception.com' });
    const { result } = await whmcs.call('RegisterDomain', id, { allowViolations: true });
    expect(result).toMatchObject({ outcome: 'failed', error: 'Unexpected' });
    expect((await whmcs.domain(id)).status).toBe('Pending');
  });
});

describe('the WHMCS double, about return values', () => {
  it.each([
    ['RegisterDomain', 'true', 'expected an array'],
    ['RegisterDomain', 'text', 'expected an array'],
    ['RegisterDomain', 'no', 'a failure is told by "error"'],
    ['RegisterDomain', 'empty-error', 'must be a text that is not empty'],
    ['RegisterDomain', 'array-error', 'must be a text that is not empty'],
    ['RegisterDomain', 'error-and-more', '"error" comes alone'],
    ['RegisterDomain', 'unknown-key', 'unknown keys: ok'],
    ['RegisterDomain', 'pending-no', '"pending" is true'],
    ['RegisterDomain', 'pending-more', 'comes alone'],
    ['Sync', 'null', 'expected an array'],
    ['Sync', 'flag-text', '"active" is not a boolean'],
    ['Sync', 'two-flags', 'only one of'],
    ['Sync', 'no-date', 'expirydate'],
    ['Sync', 'empty-date', 'expirydate'],
    ['Sync', 'date-time', 'expirydate'],
    ['Sync', 'expired', 'unknown keys: expired'],
    ['Sync', 'error-and-more', '"error" comes alone'],
    ['TransferSync', 'both', 'expected completed, failed'],
    ['TransferSync', 'flag-text', 'expected completed, failed'],
    ['GetNameservers', 'ns-success', 'ns1 to ns5'],
    ['GetNameservers', 'ns-list', 'ns1 to ns5'],
    ['GetNameservers', 'six', 'ns1 to ns5'],
    ['GetRegistrarLock', 'true', '"locked" or "unlocked"'],
    ['GetContactDetails', 'spaced-type', 'types without spaces'],
    ['GetDNS', 'srv', 'records of type SRV'],
    ['GetEPPCode', 'empty-code', '"eppcode" is empty'],
    ['AdminCustomButtonArray', 'dangling', 'nowhere behind a button'],
    ['GetDomainInformation', 'array', 'expected WHMCS\\Domain\\Registrar\\Domain'],
    ['GetDomainInformation', 'no-name', 'no domain name'],
  ])('catches a wrong answer of %s: %s', async (name, label, message) => {
    const [found] = await violationsOf(callFor(name, label));
    expect(found).toMatchObject({ kind: 'shape', function: `rude_${name}` });
    expect(found?.message).toContain(message);
  });

  it('allows "pending" for registrations alone', async () => {
    await expect(callFor('RegisterDomain', 'pending')).resolves.toBeDefined();
    const id = await whmcs.addDomain({ domain: 'pending.com' });
    const extra = { ns1: 'a.example', ns2: 'b.example', ns3: '', ns4: '', ns5: '' };
    const [found] = await violationsOf(whmcs.call('SaveNameservers', id, { extra }));
    expect(found?.message).toContain('unknown keys: pending');
  });

  it.each([
    ['type-error', 'type'],
    ['type-error', 'exception'],
    ['caught-type-error', 'type'],
    ['lock-text', 'type'],
    ['status-literal', 'type'],
  ])('catches %s on the domain object as %s', async (label, kind) => {
    const found = await violationsOf(callFor('GetDomainInformation', label));
    expect(found.map((violation) => violation.kind)).toContain(kind);
  });

  it('checks functions that have no domain', async () => {
    expect((await violationsOf(whmcs.call('MetaData', null)))[0]?.message).toContain('APIVersion');
    const pricing = await violationsOf(whmcs.call('GetTldPricing', null));
    expect(pricing.map((violation) => violation.kind)).toEqual(['type', 'shape']);
  });

  it('misses "domain" in Sync as 8.0 does', async () => {
    await expect(callFor('Sync', 'reads-domain')).resolves.toBeDefined();
    await whmcs.configure({ version: '8.0.0' });
    const [found] = await violationsOf(callFor('Sync', 'reads-domain'));
    await whmcs.configure({ version: '8.13.0' });
    expect(found?.message).toMatch(/domain/);
  });
});

describe('the WHMCS double, about searches', () => {
  it('raises what WHMCS raises for the answer of its own sample module', async () => {
    const { violations, result } = await whmcs.checkAvailability('sample', ['.com'], {
      allowViolations: true,
    });
    const message = 'Return must be an instance of \\WHMCS\\Domains\\DomainLookup\\ResultsList';
    expect(violations).toEqual([{ kind: 'shape', message, function: 'rude_CheckAvailability' }]);
    expect(result.error).toBe(`InvalidArgumentException: ${message}`);
  });

  it.each([
    ['text', 'shape', 'Call to a member function getStatus() on string'],
    ['no-status', 'shape', 'no-status.com has no status'],
    ['literal', 'type', 'STATUS_ constant'],
    ['too-few', 'shape', 'asked for too-few.com, got nothing'],
    ['other-name', 'shape', 'got other.com'],
    ['premium', 'shape', 'premium domains are off'],
    ['type-error', /^(exception|warning)$/, 'strlen'],
    ['prints', 'output', 'Hello'],
  ])('catches %s', async (term, kind, message) => {
    const [found] = await violationsOf(whmcs.checkAvailability(term, ['.com']));
    expect(found?.kind).toMatch(kind);
    expect(found?.message).toContain(message);
  });

  it('allows an exception', async () => {
    const { result } = await whmcs.checkAvailability('exception', ['.com']);
    expect(result).toEqual({ results: [], error: 'Unexpected' });
  });

  it('wants suggestions to be available', async () => {
    const [found] = await violationsOf(whmcs.suggest('x', ['.com']));
    expect(found?.message).toContain('not available');
  });

  it('wants premium prices in a known currency', async () => {
    await whmcs.configure({ premiumEnabled: true });
    const [found] = await violationsOf(whmcs.checkAvailability('premium', ['.com']));
    await whmcs.configure({ premiumEnabled: false });
    expect(found?.message).toContain('currency');
  });
});

describe('the WHMCS double, about settings', () => {
  it.each([
    ['returns', 'shape', 'refuse by exception only'],
    ['throws', 'exception', 'LogicException: Wrong class'],
    ['silent', 'shape', 'without saying why'],
    ['tells', 'secret', 'answer'],
  ])('catches a config_validate that %s', async (mode, kind, message) => {
    const found = await violationsOf(whmcs.saveSettings({ Mode: mode, Secret: SECRET }));
    expect(found).toContainEqual(
      expect.objectContaining({ kind, message: expect.stringContaining(message) as unknown }),
    );
    await whmcs.saveSettings({ Mode: '' });
  });

  it.each([
    ['config-warns', 'warning', 'From getConfigArray'],
    ['config-type', 'shape', 'unknown type "checkbox"'],
    ['config-leaks', 'secret', 'answer'],
  ])('catches %s', async (mode, kind, message) => {
    await whmcs.saveSettings({ Mode: mode });
    const found = await violationsOf(whmcs.settingsPage());
    await whmcs.saveSettings({ Mode: '' }, { allowViolations: true });
    expect(found).toContainEqual(
      expect.objectContaining({ kind, message: expect.stringContaining(message) as unknown }),
    );
  });
});

describe('the WHMCS double, about hooks and cron', () => {
  const cronWith = async (mode: string, limit = 5): Promise<unknown> => {
    await writeFile(join(whmcs.root, 'hook-mode'), mode);
    return whmcs.cron({ sync: false, hookLimits: { AfterCronJob: limit } });
  };

  it.each([
    ['prints-on-load', 'output', 'modules/registrars/rude/hooks.php'],
    ['unknown-point', 'hook', 'modules/registrars/rude/hooks.php'],
    ['not-callable', 'hook', 'AfterCronJob'],
    ['priority', 'hook', 'modules/registrars/rude/hooks.php'],
    ['unloaded-function', 'exception', 'AfterCronJob'],
    ['web-only', /^(warning|notice)$/, 'AfterCronJob'],
    ['log-recursion', 'recursion', 'LogActivity'],
    ['prints', 'output', 'AfterCronJob'],
    ['throws', 'exception', 'AfterCronJob'],
    ['exits', 'exit', 'AfterCronJob'],
    ['returns', 'hook', 'AfterCronJob'],
  ])('catches a hook that %s', async (mode, kind, name) => {
    const [found] = await violationsOf(cronWith(mode));
    expect(found?.kind).toMatch(kind);
    expect(found?.function).toBe(name);
  });

  it('measures hooks', async () => {
    await expect(cronWith('slow')).resolves.toBeDefined();
    expect(await violationsOf(cronWith('slow', 0.02))).toMatchObject([
      { kind: 'time', function: 'AfterCronJob' },
    ]);
  });

  it('ends the cron run at an exception in Sync', async () => {
    await writeFile(join(whmcs.root, 'hook-mode'), 'throws');
    await whmcs.addDomain({ domain: 'exception.com', status: 'Active' });
    await whmcs.addDomain({ domain: 'expired.com', status: 'Active' });
    const { result, violations } = await whmcs.cron({ allowViolations: true });
    expect(result.ended).toContain('rude_Sync');
    expect(result.report.map((line) => line.domain)).not.toContain('expired.com');
    // Neither the next domain nor the broken hook was reached.
    expect(violations.map((violation) => violation.function)).not.toContain('AfterCronJob');
    await rm(join(whmcs.root, 'hook-mode'));
  });
});

describe('the WHMCS double, about modules that do not load', () => {
  const withModuleFile = async (file: string, content: string): Promise<void> => {
    const other = await WhmcsInstallation.create({ modules: [], activate: false });
    const folder = join(other.root, 'modules', 'registrars', file);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${file}.php`), content);
      await other.activate();
    } finally {
      await other.remove();
    }
  };

  it.each([
    ['a syntax error', 'broken', '<?php function {', 'exception in broken.php: ParseError'],
    ['output', 'loud', '<?php echo "x";', 'output in loud.php'],
    ['text outside PHP', 'loose', ' <?php ', 'output in loose.php'],
    ['an unusable name', 'My_Module', '<?php ', 'lower-case letters and digits'],
  ])('reports %s', async (_, name, content, message) => {
    await expect(withModuleFile(name, content)).rejects.toThrow(message);
  });

  it('ends a call that still runs when the installation is removed', async () => {
    const other = await WhmcsInstallation.create({ modules: [join(FIXTURES, 'well-behaved')] });
    await writeFile(join(other.root, 'includes/hooks/hang.php'), '<?php sleep(60);');
    const hanging = other.settingsPage();
    const ended = expect(hanging).rejects.toThrow('aborted');
    await other.remove();
    await ended;
  });
});
