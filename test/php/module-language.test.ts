import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { causeText } from '../../sidecar/causes/cause-catalogue.js';
import type { Language } from '../../sidecar/texts/language.js';
import { phrase } from '../../sidecar/texts/phrase.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import type { Configuration, WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, foreignMarkup, textOf } from './module-addon-page.js';
import { FakeSidecar, json } from './module-fake-sidecar.js';
import { installModule, MODULE } from './module-installation.js';

const STATUS = 'GET /v1/status';
const NAMESERVERS = 'POST /v1/actions/GetNameservers';
const VALIDATE = 'POST /v1/settings/validate';
const ALERTS = 'GET /v1/alerts?state=pending';

const vietnamese = translatorFor('vi');
const uzbek = translatorFor('uz');
const chinese = translatorFor('zh');
const english = translatorFor('en');

const refusal = json(409, {
  ok: false,
  referenceId: 'ref-7',
  error: { code: 'domain_not_found', message: 'Admin text.', publicMessage: '', mayHaveExecuted: false },
});

describe('the language that the module speaks', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let id: number;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    await activateAddon(whmcs);
    id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    sidecar.on(STATUS, json(200, { state: 'failing', since: '2026-05-31T10:00:00.000Z', egress: [] }));
  });

  const speak = (
    admin: string,
    { shop = 'english', ...others }: Configuration & { readonly shop?: string } = {},
  ): Promise<void> =>
    whmcs.configure({
      admins: [{ id: 1, name: 'Ada', email: 'ada@whmcs.example', language: admin }],
      language: shop,
      clientLanguage: '',
      visitorLanguage: '',
      recordsTellLanguage: false,
      ...others,
    });
  const asked = (route: string): unknown =>
    sidecar.received(route).map(({ headers }) => [headers['accept-language'], headers['customer-language']]);
  const texts = (language: Language): string =>
    join(whmcs.root, 'modules/addons', MODULE, `lib/Texts/${language}.php`);
  const page = async (): Promise<string> => (await whmcs.addonPage(MODULE)).result.html;

  it("is the administrator's on the addon's page, by the documented language file alone", async () => {
    await speak('vietnamese');

    const html = await page();

    expect(textOf(html)).toContain(vietnamese.t('addon:forms.run_diagnosis_hint'));
    expect(textOf(html)).toContain(vietnamese.t('words:states.failing'));
    expect(textOf(html)).not.toContain(english.t('addon:forms.run_diagnosis_hint'));
    expect(asked(STATUS)).toEqual([['vi', 'vi']]);
  });

  it("is the administrator's where settings are saved, as far as his record tells it", async () => {
    await speak('vietnamese', { recordsTellLanguage: true });

    const { result } = await whmcs.saveSettings({ APISecret: '' });
    await whmcs.saveSettings({ Username: 'other1' });

    const { title, fix } = causeText('whmcs_settings_incomplete', null);
    expect(result.error).toBe(
      vietnamese.t('module:settings.refused', {
        reason: phrase('module:cause', {
          title,
          evidence: phrase('module:settings.field_empty', { field: 'APISecret' }),
          steps: vietnamese.sentences(fix),
          code: 'whmcs_settings_incomplete',
        }),
      }),
    );
    expect(asked(VALIDATE)).toEqual([['vi', 'vi']]);
  });

  it("is the shop's in cron, which brings the alerts", async () => {
    await speak('vietnamese', { shop: 'chinese', recordsTellLanguage: true });
    const alert = { id: 'a1', kind: 'opened', severity: 'critical', subject: 'S', text: 'T' };
    sidecar.on(ALERTS, json(200, { alerts: [{ ...alert, causeCode: 'dns_failure' }], nextCursor: null }));
    sidecar.on('POST /v1/alerts/a1/delivery', json(200, { claimToken: 'claim-1' }));

    await whmcs.cron({ sync: false });

    expect(asked(ALERTS)).toEqual([['zh', 'zh']]);
    expect(await whmcs.notifications()).toMatchObject([
      {
        status: chinese.t('module:message.status.danger'),
        attributes: [
          {
            label: chinese.t('module:message.cause'),
            value: chinese.say(causeText('dns_failure', null).title),
          },
        ],
      },
    ]);
  });

  it("is the client's where customers read, and the shop's for what administrators read of it", async () => {
    sidecar.on(NAMESERVERS, refusal);
    const call = async (languages: Configuration): Promise<string | null> => {
      await speak('english', { shop: 'chinese', ...languages });
      return (await whmcs.call('GetNameservers', id, { context: 'client' })).result.error;
    };

    const chosen = await call({
      visitorLanguage: 'uzbek',
      clientLanguage: 'vietnamese',
      recordsTellLanguage: true,
    });
    const recorded = await call({ clientLanguage: 'vietnamese', recordsTellLanguage: true });
    const silent = await call({ clientLanguage: 'vietnamese' });
    const foreign = await call({ visitorLanguage: 'german' });

    const told = (key: 'module:for_customers.no_data'): string[] =>
      [uzbek, vietnamese, chinese, english].map((reader) => reader.t(key));
    expect([chosen, recorded, silent, foreign]).toEqual(told('module:for_customers.no_data'));
    expect(asked(NAMESERVERS)).toEqual([
      ['zh', 'uz'],
      ['zh', 'vi'],
      ['zh', 'zh'],
      ['zh', 'en'],
    ]);
    const [logged] = (await whmcs.moduleLog()).filter(({ action }) => action === 'GetNameservers').slice(-1);
    expect(logged?.processed).toContain(chinese.t('module:reference', { reference: 'ref-7' }));
  });

  it('escapes what a translation holds, and is English where there is none', async () => {
    await speak('vietnamese');
    const before = await readFile(texts('vi'), 'utf8');
    const title = "'addon:orders.title' => ";
    await writeFile(
      texts('vi'),
      before.replace(new RegExp(`${title}.*`), `${title}'<script>"alert"</script>',`),
    );
    const hostile = await page();
    await rm(texts('vi'));
    const missing = await page();
    await appendFile(texts('vi'), before);

    expect(foreignMarkup(hostile)).toEqual([]);
    expect(textOf(hostile)).toContain('<script>"alert"</script>');
    expect(textOf(missing)).toContain(english.t('addon:orders.title'));
    // What the registrar module says is there, and stays in the language of the reader.
    expect(textOf(missing)).toContain(vietnamese.t('words:states.failing'));
  });
});
