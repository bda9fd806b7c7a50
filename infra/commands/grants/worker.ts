import { tryWithout, type Trial } from './try-without.ts';

/** A process that tries one statement after another, as its parent sends them, and sends back what came of each. */
process.once('disconnect', () => process.exit());
process.on('message', (trial: Trial) => {
  void tryWithout(trial).then((outcome) => process.send?.(outcome));
});
