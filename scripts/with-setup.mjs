/**
 * `node scripts/with-setup.mjs <job> [arguments]`: sets up what the job needs, then runs it and ends as it ended.
 * The rest is imported after the check of Node.js's version, because an old Node.js cannot even load it.
 */
import './lib/require-node.mjs';

const { runJob } = await import('./lib/run-job.mjs');
const [name, ...args] = process.argv.slice(2);
process.exitCode = await runJob(name, args);
