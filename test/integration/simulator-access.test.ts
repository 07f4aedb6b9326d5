import { afterEach, describe, expect, test } from '@jest/globals';
import { type ApiAnswer, type ApiCall, callApi } from '../simulator/call-api.js';
import { DIALECTS } from '../simulator/dialects.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/simulator.js';

const BALANCE = { category: 'user', action: 'balance' };

let simulator: Simulator;

afterEach(async () => {
  await simulator.close();
});

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({
    account: {
      username: 'shop',
      productionSecret: 'live-1',
      sandboxSecret: 'test-1',
      loginPassword: 'web-1',
    },
    ...options,
  });
}

function balance(call: ApiCall = {}, url = simulator.urls.production): Promise<ApiAnswer> {
  return callApi(url, BALANCE, { authorization: 'shop:live-1', ...call });
}

const outcomes = (): string[] => simulator.log.list().map(({ outcome }) => outcome);

describe('credentials', () => {
  test('each environment takes its own secret only, and never the login password', async () => {
    await start();
    const { production, sandbox } = simulator.urls;
    for (const url of [production, sandbox]) {
      for (const secret of ['live-1', 'test-1', 'web-1', 'wrong']) {
        await balance({ authorization: `shop:${secret}` }, url);
      }
    }
    await balance({ authorization: 'shopp:live-1' });
    expect(
      simulator.log
        .list()
        .map((request) => [request.environment, request.authorization.secret, request.outcome]),
    ).toEqual([
      ['production', 'production', 'success'],
      ['production', 'sandbox', 'wrong_credentials'],
      ['production', 'login_password', 'wrong_credentials'],
      ['production', 'none', 'wrong_credentials'],
      ['sandbox', 'production', 'wrong_credentials'],
      ['sandbox', 'sandbox', 'success'],
      ['sandbox', 'login_password', 'wrong_credentials'],
      ['sandbox', 'none', 'wrong_credentials'],
      ['production', 'production', 'wrong_credentials'],
    ]);
  });

  test('a login password that was also set as API password is still refused', async () => {
    await start();
    simulator.account.loginPassword = 'live-1';
    await balance();
    expect(outcomes()).toEqual(['wrong_credentials']);
  });

  test('an API password that was never set is no password', async () => {
    await start();
    simulator.account.productionSecret = null;
    await balance({ authorization: 'shop:null' });
    await balance({ authorization: 'shop:' });
    expect(outcomes()).toEqual(['wrong_credentials', 'header_malformed']);
  });

  test.each([
    ['Basic c2hvcDpsaXZlLTE=', 'header_malformed'],
    ['Bearer live-1', 'header_malformed'],
    ['c2hvcDpsaXZlLTE=', 'header_malformed'],
    ['shop: live-1', 'header_malformed'],
    ['live-1:shop', 'wrong_credentials'],
  ])('%s is refused', async (authorization, outcome) => {
    await start();
    await balance({ authorization });
    expect(outcomes()).toEqual([outcome]);
  });

  test('a missing header is refused, a secret outside ASCII is compared as UTF-8', async () => {
    await start({ account: { username: 'shop', productionSecret: 'pässword' } });
    await callApi(simulator.urls.production, BALANCE);
    await balance({ authorization: Buffer.from('shop:pässword').toString('latin1') });
    expect(outcomes()).toEqual(['header_missing', 'success']);
  });

  test('the log keeps no credential', async () => {
    await start();
    await callApi(
      simulator.urls.production,
      { ...BALANCE, note: 'x-live-1-y' },
      { authorization: 'shop:live-1' },
    );
    expect(JSON.stringify(simulator.log.list())).not.toContain('live-1');
    expect(simulator.log.list()[0]?.query['note']).toBe('[credential]');
  });
});

describe('whitelist and eligibility', () => {
  test("production looks at the caller's real address, the sandbox only when told", async () => {
    await start();
    const { production, sandbox } = simulator.urls;
    await balance({ localAddress: '127.0.0.2' });
    await balance({ localAddress: '127.0.0.2', authorization: 'shop:test-1' }, sandbox);
    simulator.production.whitelist.add('127.0.0.2');
    await balance({ localAddress: '127.0.0.2' }, production);
    simulator.production.whitelist.remove('127.0.0.2');
    simulator.configure({ sandboxChecks: ['whitelist', 'credentials'] });
    await balance({ localAddress: '127.0.0.2' });
    await balance({ localAddress: '127.0.0.2', authorization: 'shop:test-1' }, sandbox);
    expect(outcomes()).toEqual([
      'ip_not_whitelisted',
      'success',
      'success',
      'ip_not_whitelisted',
      'ip_not_whitelisted',
    ]);
    expect(simulator.calls({ sourceAddress: '127.0.0.2' })).toBe(5);
  });

  test('an account without API access is refused', async () => {
    await start();
    simulator.account.eligible = false;
    await balance();
    expect(outcomes()).toEqual(['account_not_eligible']);
  });

  test('the order of the checks decides which reason is told', async () => {
    await start({
      whitelist: [],
      account: { username: 'shop', productionSecret: 'live-1', eligible: false },
    });
    const wrong = { authorization: 'shop:wrong' };
    await balance(wrong);
    simulator.configure({ productionChecks: ['credentials', 'whitelist', 'eligibility'] });
    await balance(wrong);
    simulator.configure({ productionChecks: ['eligibility', 'credentials', 'whitelist'] });
    await balance(wrong);
    expect(outcomes()).toEqual(['ip_not_whitelisted', 'wrong_credentials', 'account_not_eligible']);
  });

  test('the echo tells the address, IPv4 and IPv6 in one spelling', async () => {
    await start({ host: '::' });
    const { echo } = simulator.urls;
    const over4 = echo.replace('localhost', '127.0.0.1');
    const over6 = echo.replace('localhost', '[::1]');
    const echoed = async (url: string, call: ApiCall = {}): Promise<string> =>
      (await callApi(url, {}, call)).text;
    expect(await echoed(over4)).toBe('127.0.0.1');
    expect(await echoed(over4, { localAddress: '127.0.0.3' })).toBe('127.0.0.3');
    expect(await echoed(over6)).toBe('::1');
    simulator.production.whitelist.remove('0:0:0:0:0:0:0:1');
    const { production } = simulator.urls;
    await balance({}, production.replace('localhost', '[::1]'));
    await balance({}, production.replace('localhost', '127.0.0.1'));
    expect(outcomes()).toEqual(['echo', 'echo', 'echo', 'ip_not_whitelisted', 'success']);
  });
});

describe('format and endpoint', () => {
  test('POST with JSON and a missing content type are refused; a setting allows POST', async () => {
    await start();
    const post = { method: 'POST', body: JSON.stringify(BALANCE) };
    await callApi(simulator.urls.production, {}, { ...post, authorization: 'shop:live-1' });
    await balance({ contentType: null });
    await balance({ contentType: 'text/plain' });
    simulator.configure({ acceptJsonPost: true });
    await callApi(simulator.urls.production, {}, { ...post, authorization: 'shop:live-1' });
    expect(outcomes()).toEqual(['bad_format', 'bad_format', 'bad_format', 'success']);
    expect(simulator.calls({ action: 'balance', method: 'POST' })).toBe(2);
  });

  test('a missing slash redirects, another path is an HTML page', async () => {
    await start();
    const withoutSlash = await balance({}, simulator.urls.production.replace('/v2/', '/v2'));
    expect([withoutSlash.status, withoutSlash.headers.location]).toEqual([301, '/v2/']);
    const old = await balance({}, simulator.urls.production.replace('/v2/', '/v1/'));
    expect(old.status).toBe(404);
    expect(old.text).toContain('<html>');
    expect(outcomes()).toEqual(['not_found', 'not_found']);
  });
});

describe('dialects', () => {
  const refusals = async (): Promise<string[]> => {
    const answers = [
      await callApi(simulator.urls.production, BALANCE),
      await balance({ authorization: 'shop:wrong' }),
      await balance({ localAddress: '127.0.0.2' }),
      await callApi(
        simulator.urls.production,
        { category: 'domain', action: 'change_password', domain: 'theirs.com', password: '123456' },
        { authorization: 'shop:live-1' },
      ),
    ];
    return answers.map(({ status, text }) => `${status} ${text}`);
  };
  const html = (title: string): string =>
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  const same = (text: string): string[] => [text, text, text, text];

  const expected = {
    specific: [
      '200 {"code":1001,"msg":"Authorization header is missing"}',
      '200 {"code":1003,"msg":"Username or API secret is wrong"}',
      '200 {"code":1004,"msg":"IP address is not allowed"}',
      '200 {"code":2004,"msg":"Domain is not in this account"}',
    ],
    generic: same('200 {"code":999,"msg":"Request refused"}'),
    'http-html': [
      `401 ${html('401 Unauthorized')}`,
      `401 ${html('401 Unauthorized')}`,
      `403 ${html('403 Forbidden')}`,
      `403 ${html('403 Forbidden')}`,
    ],
    'bad-request': same('200 {"code":400,"msg":"Request parameter error"}'),
    'non-english': [
      '200 {"code":998,"msg":"缺少授权信息"}',
      '200 {"code":998,"msg":"用户名或接口密码错误"}',
      '200 {"code":998,"msg":"IP地址不在白名单中"}',
      '200 {"code":998,"msg":"域名不属于该账户"}',
    ],
  };

  test.each(DIALECTS)('%s', async (dialect) => {
    await start({ dialect });
    expect(await refusals()).toEqual(expected[dialect]);
    expect((await balance()).text).toContain('"code":0');
  });
});
