import { checkpointHash, checkpointText, type Checkpoint } from '../../../shared/audit/checkpoint/checkpoint.ts';
import { checkpointFile, leavesFile } from '../../../shared/audit/checkpoint/files.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import { thousands } from './format.ts';
import { Table } from './table.tsx';
import type { Language } from './words.ts';

const LATEST = 30;

/** The latest checkpoints of the audit trail, and how to check them (BY-7). `checkpoints` come oldest first. */
export const AuditPage = ({ checkpoints, language, origin }: { readonly checkpoints: readonly Checkpoint[]; readonly language: Language; readonly origin: string }) => {
  const words = AUDIT_WORDS[language];
  const last = checkpoints.at(-1);
  const kept = last === undefined ? '' : ` --kept ${last.date}:${checkpointHash(checkpointText(last))}`;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lede">{words.intro}</p>
      <Table
        caption={words.table}
        empty={words.none}
        rows={checkpoints.slice(-LATEST).reverse()}
        columns={[
          { head: words.number, kind: 'number', cell: ({ number }) => thousands(number) },
          { head: words.date, kind: 'name', cell: ({ date }) => <a href={`/public/${checkpointFile(date)}`}>{date}</a> },
          { head: words.size, kind: 'number', cell: ({ size }) => thousands(size) },
          { head: words.root, cell: ({ root }) => <a href={`/public/${leavesFile(root)}`}><code>{root.slice(0, 16)}…</code></a> },
          { head: words.hash, cell: (checkpoint) => <code>{checkpointHash(checkpointText(checkpoint))}</code> },
        ]}
      />
      <p class="soft">{words.quiet} {words.private}</p>
      <p>{words.keep}</p>
      <h2>{words.how}</h2>
      <p>{words.check}</p>
      <pre tabindex={0}><code>{`npm run verify -- --audit ${origin}/${kept}`}</code></pre>
      <p>{words.full}</p>
      <pre tabindex={0}><code>{`npm run verify -- --audit ${origin}/ --token TOKEN --save trail\nnpm run verify -- --audit trail${kept}`}</code></pre>
      <h2>{words.limits}</h2>
      <ul class="steps">{words.limitList.map((limit) => <li>{limit}</li>)}</ul>
    </>
  );
};

/** A checkpoint with where its files lie, for programs. */
export const checkpointData = (checkpoint: Checkpoint) => ({
  ...checkpoint,
  hash: checkpointHash(checkpointText(checkpoint)),
  address: `/public/${checkpointFile(checkpoint.date)}`,
  leaves: `/public/${leavesFile(checkpoint.root)}`,
});
