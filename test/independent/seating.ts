export interface Room {
  readonly tasks: readonly string[];
  /** Seats of every task. */
  readonly seats: number;
  /** Who may sit in a task. */
  readonly may: (task: string) => readonly string[];
  /** How many seats an officer may hold here. */
  readonly limit: (officer: string) => number;
}

/** Tasks reached by a search: `leaver` would leave this task and join `joins`, or just leave where that is null. */
type Reached = Map<string, { readonly leaver: string; readonly joins: string | null } | null>;

/** One assignment of officers to seats, kept complete by augmenting paths while seats are fixed one by one. */
export class Seating {
  readonly #room: Room;
  readonly #sitting = new Map<string, Set<string>>();
  readonly #fixed = new Map<string, Set<string>>();
  readonly #held = new Map<string, Set<string>>();

  constructor(room: Room) {
    this.#room = room;
    for (const task of room.tasks) {
      this.#sitting.set(task, new Set());
      this.#fixed.set(task, new Set());
    }
  }

  /** Seats as many as can be; true if every seat of every task is taken. */
  complete(): boolean {
    return this.#room.tasks.every((task) => {
      while (this.#of(this.#sitting, task).size < this.#room.seats) {
        if (!this.#augment(new Map([[task, null]]), new Set())) return false;
      }
      return true;
    });
  }

  /** Seats the officer holds for good. */
  fixedLoad(officer: string): number {
    return [...this.#of(this.#held, officer)].filter((task) => this.isFixed(task, officer)).length;
  }

  isFixed(task: string, officer: string): boolean {
    return this.#of(this.#fixed, task).has(officer);
  }

  /** Fixes the officer in the task if what is fixed still extends to a complete assignment; otherwise changes nothing. */
  admit(task: string, officer: string): boolean {
    if (this.#of(this.#sitting, task).has(officer)) {
      this.#of(this.#fixed, task).add(officer);
      return true;
    }
    const displaced = [...this.#of(this.#sitting, task)].find((each) => !this.isFixed(task, each));
    if (displaced === undefined) throw new Error(`no seat of ${task} is left to fix`);
    this.#leave(task, displaced);
    this.#join(task, officer);
    this.#of(this.#fixed, task).add(officer);
    if (this.#of(this.#held, officer).size <= this.#room.limit(officer) || this.#relieve(officer)) return true;
    this.#of(this.#fixed, task).delete(officer);
    this.#leave(task, officer);
    this.#join(task, displaced);
    return false;
  }

  #relieve(officer: string): boolean {
    const starts = this.#loose(officer).map((task) => [task, { leaver: officer, joins: null }] as const);
    return this.#augment(new Map(starts), new Set([officer]));
  }

  /** Breadth first from tasks in need of somebody to an officer with a seat to spare; then everyone on the way moves up. */
  #augment(reached: Reached, seen: Set<string>): boolean {
    for (const task of reached.keys()) {
      for (const officer of this.#room.may(task)) {
        if (seen.has(officer) || this.#of(this.#sitting, task).has(officer)) continue;
        seen.add(officer);
        if (this.#of(this.#held, officer).size < this.#room.limit(officer)) {
          this.#moveUp(task, officer, reached);
          return true;
        }
        for (const next of this.#loose(officer)) if (!reached.has(next)) reached.set(next, { leaver: officer, joins: task });
      }
    }
    return false;
  }

  #moveUp(end: string, spare: string, reached: Reached): void {
    this.#join(end, spare);
    let task: string | null = end;
    while (task !== null) {
      const step = reached.get(task);
      if (!step) return;
      this.#leave(task, step.leaver);
      if (step.joins !== null) this.#join(step.joins, step.leaver);
      task = step.joins;
    }
  }

  #loose(officer: string): string[] {
    return [...this.#of(this.#held, officer)].filter((task) => !this.isFixed(task, officer));
  }

  #join(task: string, officer: string): void {
    this.#of(this.#sitting, task).add(officer);
    this.#of(this.#held, officer).add(task);
  }

  #leave(task: string, officer: string): void {
    this.#of(this.#sitting, task).delete(officer);
    this.#of(this.#held, officer).delete(task);
  }

  #of(sets: Map<string, Set<string>>, key: string): Set<string> {
    const known = sets.get(key) ?? new Set();
    sets.set(key, known);
    return known;
  }
}
