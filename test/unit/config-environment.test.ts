import { describe, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { ConfigError } from '../../sidecar/config/config-error.js';
import { familyOf, parseEnvironment, withoutCredentials } from '../../sidecar/config/environment.js';
import { inEnglish } from '../support/in-english.js';
import { isLoopbackHost } from '../../sidecar/config/loopback.js';

/** The sentences about what is wrong with an environment. */
function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseEnvironment(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(inEnglish.say);
    throw error;
  }
  return [];
}

describe('an empty environment', () => {
  const defaults = {
    listen: { kind: 'tcp', host: '127.0.0.1', port: 8787 },
    token: null,
    dataDir: resolve('data'),
    databaseFile: resolve('data/companion.db'),
    checkSchedule: '*/5 * * * *',
    localAddress: null,
    ipFamily: 'auto',
    callsPerSecond: 10,
    webhook: null,
    heartbeatUrl: null,
    balanceWarning: null,
    cronWarning: 120,
    publicStatus: false,
    keeping: { checkDays: 7, historyDays: 400 },
    endpoints: {
      production: 'https://api.nicenic.net/v2/',
      sandbox: 'https://sandbox-api.nicenic.net/v2/',
    },
    proxyVariables: {},
    logLevel: 'info',
  };

  test('gives the documented defaults', () => {
    expect(parseEnvironment({})).toMatchObject(defaults);
  });

  test('asks two independent echo services', () => {
    const { egressUrls } = parseEnvironment({});
    expect(egressUrls.every((url) => url.startsWith('https://'))).toBe(true);
    const owners = egressUrls.map((url) => new URL(url).hostname.split('.').slice(-2).join('.'));
    expect(new Set(owners).size).toBe(2);
  });

  test('is the same as one of empty values', () => {
    const names = [
      'COMPANION_LISTEN',
      'COMPANION_TOKEN',
      'COMPANION_DATA_DIR',
      'COMPANION_DATABASE_URL',
      'COMPANION_CHECK_SCHEDULE',
      'COMPANION_EGRESS_URLS',
      'COMPANION_LOCAL_ADDRESS',
      'COMPANION_IP_FAMILY',
      'COMPANION_CALLS_PER_SECOND',
      'COMPANION_WEBHOOK_URL',
      'COMPANION_WEBHOOK_SECRET',
      'COMPANION_WEBHOOK_FORMAT',
      'COMPANION_HEARTBEAT_URL',
      'COMPANION_BALANCE_WARNING',
      'COMPANION_CRON_WARNING',
      'COMPANION_CHECK_DAYS',
      'COMPANION_HISTORY_DAYS',
      'COMPANION_NO_SUCH_NAME',
      'NICENIC_PRODUCTION_URL',
      'NICENIC_SANDBOX_URL',
      'HTTPS_PROXY',
      'LOG_LEVEL',
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(parseEnvironment({ ...empty, COMPANION_TOKEN: undefined })).toEqual(parseEnvironment({}));
  });

  test('gives a result that cannot be changed', () => {
    const config = parseEnvironment({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.endpoints)).toBe(true);
    expect(Object.isFrozen(config.listen)).toBe(true);
  });
});

test('variables of other programs are none of our business', () => {
  expect(problemsOf({ PATH: '/bin', NICENIC_OTHER: 'x', COMPANIONSHIP: 'x', companion_listen: 'x' })).toEqual(
    [],
  );
});

describe.each<[string, [string, unknown][], [string, string][]]>([
  [
    'COMPANION_LISTEN',
    [
      ['127.0.0.1:0', { listen: { kind: 'tcp', host: '127.0.0.1', port: 0 } }],
      ['0.0.0.0:65535', { listen: { kind: 'tcp', host: '0.0.0.0', port: 65535 } }],
      ['localhost:9000', { listen: { kind: 'tcp', host: 'localhost', port: 9000 } }],
      ['[::1]:8787', { listen: { kind: 'tcp', host: '::1', port: 8787 } }],
      ['[::]:80', { listen: { kind: 'tcp', host: '::', port: 80 } }],
      ['unix:/run/companion.sock', { listen: { kind: 'unix', path: '/run/companion.sock' } }],
    ],
    [
      ['8787', 'must be host:port'],
      [':8787', 'must be host:port'],
      ['127.0.0.1', 'must be host:port'],
      ['127.0.0.1:', 'must be host:port'],
      ['127.0.0.1:65536', 'must be host:port'],
      ['127.0.0.1:-1', 'must be host:port'],
      ['127.0.0.1:8787x', 'must be host:port'],
      [' 127.0.0.1:8787', 'must be host:port'],
      ['::1:8787', 'must be host:port'],
      ['[nonsense]:8787', 'must be host:port'],
      ['[127.0.0.1]:8787', 'must be host:port'],
      ['http://127.0.0.1:8787', 'must be host:port'],
      ['http//host:8787', 'must be host:port'],
      ['unix:', 'must be absolute'],
      ['unix:run/companion.sock', 'must be absolute'],
    ],
  ],
  [
    'COMPANION_TOKEN',
    [
      ['0123456789abcdef', {}],
      ['short', {}],
    ],
    [
      ['0123456789 abcdef', 'printable ASCII without spaces'],
      ['0123456789abcdé-', 'printable ASCII without spaces'],
      ['0123456789abcdef\n', 'printable ASCII without spaces'],
    ],
  ],
  [
    'COMPANION_DATA_DIR',
    [
      [
        '/var/lib/companion',
        { dataDir: '/var/lib/companion', databaseFile: '/var/lib/companion/companion.db' },
      ],
      ['relative/folder', { dataDir: resolve('relative/folder') }],
    ],
    [],
  ],
  [
    'COMPANION_DATABASE_URL',
    [
      ['sqlite:/var/lib/a.db', { databaseFile: '/var/lib/a.db' }],
      ['sqlite:///var/lib/a.db', { databaseFile: '/var/lib/a.db' }],
      ['sqlite:other.db', { databaseFile: resolve('data/other.db') }],
    ],
    [
      ['mysql://user:password@host/db', 'other database servers are not supported yet'],
      ['/var/lib/a.db', 'must be sqlite:'],
      ['sqlite:', 'must be sqlite:'],
    ],
  ],
  [
    'COMPANION_CHECK_SCHEDULE',
    [
      ['0 * * * *', { checkSchedule: '0 * * * *' }],
      ['*/30 * * * * *', { checkSchedule: '*/30 * * * * *' }],
    ],
    [
      ['5 minutes', 'must be a cron expression'],
      ['* * * *', 'must be a cron expression'],
      ['61 * * * *', 'must be a cron expression'],
      ['*/0 * * * *', 'must be a cron expression'],
    ],
  ],
  [
    'COMPANION_EGRESS_URLS',
    [
      ['off', { egressUrls: [] }],
      ['https://ip.example', { egressUrls: ['https://ip.example/'] }],
      [
        ' https://a.example/ip , http://127.0.0.1:9/ip,http://[::1]:9/ip',
        { egressUrls: ['https://a.example/ip', 'http://127.0.0.1:9/ip', 'http://[::1]:9/ip'] },
      ],
    ],
    [
      ['http://ip.example', 'comma list of https:// addresses'],
      ['https://a.example,', 'comma list of https:// addresses'],
      ['https://a.example,off', 'comma list of https:// addresses'],
      ['ftp://a.example', 'comma list of https:// addresses'],
      ['none', 'comma list of https:// addresses'],
    ],
  ],
  [
    'COMPANION_LOCAL_ADDRESS',
    [
      ['192.0.2.7', { localAddress: '192.0.2.7' }],
      ['2001:db8::7', { localAddress: '2001:db8::7' }],
    ],
    [
      ['eth0', 'must be an IPv4 or IPv6 address'],
      ['192.0.2.256', 'must be an IPv4 or IPv6 address'],
      ['192.0.2', 'must be an IPv4 or IPv6 address'],
      ['3221225991', 'must be an IPv4 or IPv6 address'],
      ['192.0.2.7:80', 'must be an IPv4 or IPv6 address'],
      ['[2001:db8::7]', 'must be an IPv4 or IPv6 address'],
    ],
  ],
  [
    'COMPANION_IP_FAMILY',
    [
      ['auto', { ipFamily: 'auto' }],
      ['4', { ipFamily: 4 }],
      ['6', { ipFamily: 6 }],
    ],
    [
      ['5', 'must be auto, 4 or 6'],
      ['ipv4', 'must be auto, 4 or 6'],
    ],
  ],
  ...['COMPANION_WEBHOOK_URL', 'COMPANION_HEARTBEAT_URL'].map(
    (name): [string, [string, unknown][], [string, string][]] => [
      name,
      [
        ['https://hooks.example/a/b', {}],
        ['http://127.0.0.1:9/a', {}],
      ],
      [
        ['http://hooks.example/a', 'must be an https:// address'],
        ['https://ada:word@hooks.example/a', 'must be an https:// address'],
        ['hooks.example', 'must be an https:// address'],
      ],
    ],
  ),
  [
    'COMPANION_CRON_WARNING',
    [
      ['10', { cronWarning: 10 }],
      ['10080', { cronWarning: 10_080 }],
    ],
    [
      ['9', 'must be a whole number of minutes from 10 to 10080'],
      ['10081', 'must be a whole number of minutes'],
      ['1h', 'must be a whole number of minutes'],
    ],
  ],
  [
    'COMPANION_BALANCE_WARNING',
    [
      ['50', { balanceWarning: 50 }],
      ['49.9', { balanceWarning: 49.9 }],
    ],
    [
      ['-1', 'must be an amount'],
      ['5 USD', 'must be an amount'],
      ['1.999', 'must be an amount'],
    ],
  ],
  [
    'COMPANION_CHECK_DAYS',
    [
      ['1', { keeping: { checkDays: 1, historyDays: 400 } }],
      ['400', { keeping: { checkDays: 400, historyDays: 400 } }],
    ],
    [
      ['0', 'from 1 to 400'],
      ['401', 'from 1 to 400'],
      ['1.5', 'a whole number of days'],
      ['a week', 'a whole number of days'],
    ],
  ],
  [
    'COMPANION_HISTORY_DAYS',
    [['30', { keeping: { checkDays: 7, historyDays: 30 } }]],
    [
      ['29', 'from 30 to 3650'],
      ['3651', 'from 30 to 3650'],
    ],
  ],
  ['COMPANION_WEBHOOK_SECRET', [['0123456789abcdef', {}]], [['0123456789abcde', '16 characters or more']]],
  ['COMPANION_WEBHOOK_FORMAT', [['slack', {}]], [['teams', 'must be one of json, slack, discord']]],
  [
    'COMPANION_CALLS_PER_SECOND',
    [
      ['0.1', { callsPerSecond: 0.1 }],
      ['4', { callsPerSecond: 4 }],
      ['1000', { callsPerSecond: 1_000 }],
    ],
    [
      ['0', 'from 0.1 to 1000'],
      ['0.09', 'from 0.1 to 1000'],
      ['1001', 'from 0.1 to 1000'],
      ['-1', 'from 0.1 to 1000'],
      ['1e2', 'from 0.1 to 1000'],
      ['ten', 'from 0.1 to 1000'],
      ['.5', 'from 0.1 to 1000'],
    ],
  ],
  ...(['NICENIC_PRODUCTION_URL', 'NICENIC_SANDBOX_URL'] as const).map(
    (name): [string, [string, unknown][], [string, string][]] => {
      const key = name === 'NICENIC_SANDBOX_URL' ? 'sandbox' : 'production';
      return [
        name,
        [
          ['https://api.example/v2/', { endpoints: { [key]: 'https://api.example/v2/' } }],
          ['http://127.9.9.9:8080/v2/', { endpoints: { [key]: 'http://127.9.9.9:8080/v2/' } }],
          ['http://localhost/v2/', { endpoints: { [key]: 'http://localhost/v2/' } }],
          ['http://[::1]:1/v2/', { endpoints: { [key]: 'http://[::1]:1/v2/' } }],
        ],
        [
          ['http://api.nicenic.net/v2/', 'plain http is accepted only for loopback'],
          ['http://127.0.0.1.example.com/', 'plain http is accepted only for loopback'],
          ['http://localhost.example.com/', 'plain http is accepted only for loopback'],
          ['http://0.0.0.0/', 'plain http is accepted only for loopback'],
          ['api.nicenic.net/v2/', 'must be an https:// address'],
          ['ftp://api.nicenic.net/', 'must be an https:// address'],
          ['https://', 'must be an https:// address'],
          ['https://user:password@api.example/v2/', 'must not hold credentials'],
          ['https://api.example/v2/?category=user', 'a query'],
          ['https://api.example/v2/#part', 'a fragment'],
        ],
      ];
    },
  ),
  [
    'COMPANION_PUBLIC_STATUS',
    [
      ['on', { publicStatus: true }],
      ['off', { publicStatus: false }],
    ],
    [
      ['true', 'must be one of on, off'],
      ['ON', 'must be one of on, off'],
    ],
  ],
  [
    'LOG_LEVEL',
    [
      ['silent', { logLevel: 'silent' }],
      ['trace', { logLevel: 'trace' }],
    ],
    [
      ['verbose', 'must be one of fatal, error, warn, info, debug, trace, silent'],
      ['INFO', 'must be one of fatal'],
    ],
  ],
])('%s', (name, good, bad) => {
  if (good.length > 0) {
    test.each(good)('accepts %j', (value, expected) => {
      expect(parseEnvironment({ [name]: value })).toMatchObject(expected as object);
    });
  }
  if (bad.length > 0) {
    test.each(bad)('refuses %j and names the variable', (value, sentence) => {
      const problems = problemsOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`${name}: `);
      expect(problems[0]).toContain(sentence);
    });
  }
});

describe('the token', () => {
  const TOKEN = 'token-of-this-test-3Rk';

  test('is kept as a secret', () => {
    const config = parseEnvironment({ COMPANION_TOKEN: TOKEN });
    expect(config.token?.reveal()).toBe(TOKEN);
    expect(inspect(config) + JSON.stringify(config)).not.toContain(TOKEN);
  });

  test('is not repeated when it is refused', () => {
    expect(problemsOf({ COMPANION_TOKEN: 'spaced 3Rk' }).join(' ')).not.toContain('3Rk');
    expect(problemsOf({ COMPANION_DATABASE_URL: 'mysql://u:pass-3Rk@h/d' }).join(' ')).not.toContain('3Rk');
    expect(problemsOf({ NICENIC_SANDBOX_URL: 'https://u:pass-3Rk@h/' }).join(' ')).not.toContain('3Rk');
  });
});

describe('an unknown name', () => {
  test.each([
    ['COMPANION_LISTN', 'COMPANION_LISTEN'],
    ['COMPANION_DATADIR', 'COMPANION_DATA_DIR'],
    ['COMPANION_EGRESS_URL', 'COMPANION_EGRESS_URLS'],
    ['COMPANION_LOCAL_ADRESS', 'COMPANION_LOCAL_ADDRESS'],
  ])('%s gets the nearest known one', (name, nearest) => {
    expect(problemsOf({ [name]: 'x' })).toEqual([`${name}: unknown variable; did you mean ${nearest}?`]);
  });

  test('that is near to none gets the whole list', () => {
    const [problem] = problemsOf({ COMPANION_XQZJKVWYBPFGMXQZJKVWY: 'x' });
    expect(problem).toContain('known are COMPANION_LISTEN, COMPANION_TOKEN');
  });

  test('does not hide the value behind it', () => {
    expect(problemsOf({ COMPANION_TOKENS: 'value-3Rk' }).join(' ')).not.toContain('value-3Rk');
  });
});

test('all problems are told at once, each in a sentence of its own', () => {
  const problems = problemsOf({
    COMPANION_LISTN: '127.0.0.1:1',
    COMPANION_LISTEN: 'nowhere',
    COMPANION_CHECK_SCHEDULE: 'often',
    COMPANION_LOCAL_ADDRESS: 'eth0',
    NICENIC_PRODUCTION_URL: 'http://api.nicenic.net/',
    LOG_LEVEL: 'loud',
  });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'COMPANION_LISTN',
    'COMPANION_LISTEN',
    'COMPANION_CHECK_SCHEDULE',
    'COMPANION_LOCAL_ADDRESS',
    'NICENIC_PRODUCTION_URL',
    'LOG_LEVEL',
  ]);
});

describe('COMPANION_LOCAL_ADDRESS and COMPANION_IP_FAMILY', () => {
  test.each([
    ['192.0.2.7', '6', 'IPv6'],
    ['2001:db8::7', '4', 'IPv4'],
  ])('%s does not go with family %s', (address, family, wanted) => {
    const problems = problemsOf({ COMPANION_LOCAL_ADDRESS: address, COMPANION_IP_FAMILY: family });
    expect(problems).toEqual([
      `COMPANION_LOCAL_ADDRESS: ${address} is not an ${wanted} address, as COMPANION_IP_FAMILY asks`,
    ]);
  });

  test('go together when they agree', () => {
    const env = { COMPANION_LOCAL_ADDRESS: '192.0.2.7', COMPANION_IP_FAMILY: '4' };
    expect(parseEnvironment(env)).toMatchObject({ localAddress: '192.0.2.7', ipFamily: 4 });
  });
});

describe('proxy variables', () => {
  test('are kept as they are set, in both spellings', () => {
    const proxies = {
      HTTPS_PROXY: 'http://proxy.example:3128',
      https_proxy: 'http://other.example:3128',
      ALL_PROXY: 'socks5h://proxy.example:1080',
      NO_PROXY: 'localhost,.example.com',
    };
    const { proxyVariables } = parseEnvironment({ ...proxies, UNRELATED_PROXY: 'x' });
    expect(proxyVariables).toEqual(proxies);
  });

  test.each([
    ['http://user:pass3Rk@proxy.example:3128', 'http://proxy.example:3128'],
    ['http://user:pass3Rk@proxy.example:3128/', 'http://proxy.example:3128/'],
    ['http://user@proxy.example:3128', 'http://proxy.example:3128'],
    ['user:pass3Rk@proxy.example:3128', 'proxy.example:3128'],
    ['http://user:pa@ss3Rk@proxy.example', 'http://proxy.example'],
    ['http://user:pa/ss3Rk@proxy.example', 'http://proxy.example'],
    ['http://us/er@x:pass3Rk@proxy.example', 'http://proxy.example'],
    ['HTTP://user:pass3Rk@proxy.example', 'HTTP://proxy.example'],
    ['http:user:pass3Rk@proxy.example', 'proxy.example'],
    ['http://user:pass3Rk@[::1]:3128', 'http://[::1]:3128'],
    ['http://user:pass\n3Rk@proxy.example', 'http://proxy.example'],
    ['http://proxy.example:3128', 'http://proxy.example:3128'],
    ['proxy.example:3128', 'proxy.example:3128'],
    ['localhost,.example.com', 'localhost,.example.com'],
    ['', ''],
  ])('%j is shown as %j', (value, shown) => {
    expect(withoutCredentials(value)).toBe(shown);
    expect(parseEnvironment({ HTTPS_PROXY: value }).proxyVariables).toEqual(
      value === '' ? {} : { HTTPS_PROXY: shown },
    );
  });
});

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['', false],
])('isLoopbackHost(%j) is %j', (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback);
});

test.each([
  ['192.0.2.1', 4],
  ['2001:db8::1', 6],
  ['::ffff:192.0.2.1', 4],
] as const)('familyOf(%s) is %i', (address, family) => {
  expect(familyOf(address)).toBe(family);
});
