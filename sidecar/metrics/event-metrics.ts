import { Counter, Histogram, type Registry } from 'prom-client';
import type { FinishedCheck } from '../checks/check-service.js';
import { stageDurations } from '../checks/stage-durations.js';
import * as actions from '../nicenic/actions.js';
import { nameOf } from '../nicenic/registrar-action.js';
import type { AttemptListener } from '../nicenic/registrar-client.js';
import { PREFIX } from './prefix.js';

/** Seconds. A name that is known takes a few milliseconds, a read is given up after ten seconds. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const DOCUMENTED: ReadonlySet<string> = new Set(Object.values(actions).map(nameOf));

/** Stands for every action of the operations file: an administrator may call them anything. */
const MAPPED = 'mapped';

/** Where there is nothing to name; a label without a value would be none. */
const NONE = 'none';

/**
 * What is counted when it happens, since the start of this process. Every label comes from a closed list, so that the
 * number of series has an end and nothing of a customer gets into them.
 */
export class EventMetrics {
  readonly #checks: Counter<'outcome' | 'stage' | 'cause'>;
  readonly #checkSeconds: Histogram;
  readonly #stageSeconds: Histogram<'stage'>;
  readonly #calls: Counter<'action' | 'class'>;
  readonly #heldBack: Counter<'reason'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#checks = new Counter({
      name: `${PREFIX}checks_total`,
      help: 'Checks of access, by outcome, stage at which the call broke off, and likeliest cause',
      labelNames: ['outcome', 'stage', 'cause'],
      registers,
    });
    this.#checkSeconds = new Histogram({
      name: `${PREFIX}check_duration_seconds`,
      help: 'Time that the call of a check took',
      buckets: LATENCY_BUCKETS,
      registers,
    });
    this.#stageSeconds = new Histogram({
      name: `${PREFIX}check_stage_duration_seconds`,
      help: 'Time that each stage of the call of a check took, of stages that were passed',
      labelNames: ['stage'],
      buckets: LATENCY_BUCKETS,
      registers,
    });
    this.#calls = new Counter({
      name: `${PREFIX}registrar_calls_total`,
      help: 'Calls sent to NiceNIC, by action and what came of them: done, pending or the kind of failure',
      labelNames: ['action', 'class'],
      registers,
    });
    this.#heldBack = new Counter({
      name: `${PREFIX}held_back_calls_total`,
      help: 'Calls that were not sent: NiceNIC asked for a pause, or no turn came in time',
      labelNames: ['reason'],
      registers,
    });
    // A rate needs to have seen the zero.
    this.#heldBack.inc({ reason: 'pause' }, 0);
    this.#heldBack.inc({ reason: 'no_turn' }, 0);
  }

  readonly countCall: AttemptListener = ({ action }, answer) => {
    if (answer.outcome === 'failed' && answer.failure.kind === 'held_back') {
      this.#heldBack.inc({ reason: answer.failure.retryAfterSeconds === null ? 'no_turn' : 'pause' });
      return;
    }
    this.#calls.inc({
      action: DOCUMENTED.has(action) ? action : MAPPED,
      class: answer.outcome === 'failed' ? answer.failure.kind : answer.outcome,
    });
  };

  countCheck({ check, brokenOffAt }: FinishedCheck): void {
    const { outcome, causeCode, attempt, milliseconds, stages } = check;
    this.#checks.inc({ outcome, stage: brokenOffAt ?? NONE, cause: causeCode ?? NONE });
    // Settings that cannot work are not tried.
    if (attempt === null) return;
    this.#checkSeconds.observe(milliseconds / 1_000);
    for (const [stage, spent] of stageDurations(stages)) this.#stageSeconds.observe({ stage }, spent / 1_000);
  }
}
