import { expect, test } from 'vitest';
import { seedsOf } from '../../infra/simulation/run/many-years.ts';
import { yearOfSeed } from '../../infra/simulation/run/year-of-seed.ts';
import { createWorld } from '../../infra/simulation/world/create-world.ts';
import type { World } from '../../infra/simulation/world/world.ts';
import { playedDraws, type Played } from './played.ts';
import { verify } from './verify.ts';

const LEAST = 3;
const MOST = 16;
const MINUTES = 60_000;

/** What may become of a draw; years are played until all of it has been judged. */
const KINDS: Readonly<Record<string, (draw: Played['draw']) => boolean>> = {
  finished: (draw) => draw('transcript.json') !== undefined && draw('void.json') === undefined,
  void: (draw) => draw('void.json') !== undefined && draw('transcript.json') === undefined,
  discarded: (draw) => draw('void.json') !== undefined && draw('transcript.json') !== undefined,
  replaced: (draw) => Buffer.from(draw('events.txt') ?? []).includes('"kind":"replaced"'),
};

test('[BY-1] [BY-2] [BY-3] every draw of simulated years passes a verifier written from the page alone, with the witness files and the trail', { timeout: 20 * MINUTES }, async () => {
  const failures: string[] = [];
  const seen = new Set<string>();
  for (const [played, seed] of seedsOf('two minds', MOST).entries()) {
    if (played >= LEAST && seen.size === Object.keys(KINDS).length) break;
    const worlds: World[] = [];
    const remember = async (...given: Parameters<typeof createWorld>): Promise<World> => {
      const world = await createWorld(...given);
      worlds.push(world);
      return world;
    };
    await yearOfSeed(seed, { createWorld: remember, invariants: [] });
    for (const draw of worlds.flatMap(({ record }) => playedDraws(record))) {
      for (const { step, evidence } of verify(draw).steps) failures.push(...evidence.map((what) => `${seed} ${draw.name} step ${step}: ${what}`));
      for (const [kind, is] of Object.entries(KINDS)) if (is(draw.draw)) seen.add(kind);
    }
  }
  expect(failures).toEqual([]);
  expect([...seen].sort()).toEqual(Object.keys(KINDS).sort());
});
