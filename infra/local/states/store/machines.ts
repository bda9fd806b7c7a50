import { createHash } from 'node:crypto';
import { loadProgram, type Program } from '../definition.ts';
import type { StateMachineDescription } from '../types.ts';
import type { Database, Row } from './store.ts';

const describe = (row: Row): StateMachineDescription => ({
  stateMachineArn: String(row.arn),
  name: String(row.name),
  definition: String(row.text),
  roleArn: String(row.role_arn),
  type: row.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  revisionId: String(row.revision),
  creationMs: Number(row.created_ms),
  updateMs: Number(row.updated_ms),
});

/** Names a definition together with the role it runs as. */
export const revisionOf = (hash: string, roleArn: string): string => createHash('sha256').update(`${hash} ${roleArn}`).digest('hex').slice(0, 32);

const SELECT = 'select machine.*, definition.text from machine join definition on definition.hash = machine.definition';

/** State machines and their definitions. A definition once stored stays, because executions are pinned to it. */
export class Machines {
  private readonly db: Database;
  private readonly programs = new Map<string, Program>();
  constructor(db: Database) {
    this.db = db;
  }

  /** Creates the machine, or changes what later executions start with. */
  put(machine: Pick<StateMachineDescription, 'stateMachineArn' | 'name' | 'definition' | 'roleArn' | 'type'>, nowMs: number): void {
    const hash = createHash('sha256').update(machine.definition).digest('hex');
    const revision = revisionOf(hash, machine.roleArn);
    this.db.transaction(() => {
      this.db.run('insert or ignore into definition (hash, text) values (?, ?)', hash, machine.definition);
      this.db.run(
        `insert into machine (arn, name, type, role_arn, definition, revision, created_ms, updated_ms) values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (arn) do update set role_arn = excluded.role_arn, definition = excluded.definition, revision = excluded.revision,
           updated_ms = iif(revision = excluded.revision, updated_ms, excluded.updated_ms)`,
        machine.stateMachineArn, machine.name, machine.type, machine.roleArn, hash, revision, nowMs, nowMs,
      );
    });
  }

  get(arn: string): StateMachineDescription | null {
    const row = this.db.one(`${SELECT} where arn = ?`, arn);
    return row === null ? null : describe(row);
  }

  list(): StateMachineDescription[] {
    return this.db.all(`${SELECT} order by created_ms desc, name`).map(describe);
  }

  /** Removes the machine; its executions and their definitions stay. */
  delete(arn: string): void {
    this.db.run('delete from machine where arn = ?', arn);
  }

  /** The hash under which the machine's present definition is stored. */
  definitionHash(arn: string): string {
    return String(this.db.one('select definition from machine where arn = ?', arn)?.definition ?? '');
  }

  /** The text of a stored definition. */
  definitionText(hash: string): string {
    return String(this.db.one('select text from definition where hash = ?', hash)?.text ?? '');
  }

  /** The program of a stored definition, made once per process. */
  program(hash: string): Program {
    let program = this.programs.get(hash);
    if (program === undefined) {
      program = loadProgram(JSON.parse(this.definitionText(hash)));
      this.programs.set(hash, program);
    }
    return program;
  }
}
