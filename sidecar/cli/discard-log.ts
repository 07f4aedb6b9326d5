import { Writable } from 'node:stream';

/** A command prints its result; the log of what it did to get there would be in the way. */
export function discardLog(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}
