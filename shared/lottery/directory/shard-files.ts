const numbered = (name: string, index: number): string => `${name}-${String(index).padStart(4, '0')}.txt`;

/** The file of the rows of shard `index`: `rows-0000.txt` … */
export const rowsFile = (index: number): string => numbered('rows', index);

/** The same where a witness keeps the shards of a blinded directory. */
export const hiddenRowsFile = (index: number): string => `witness/${rowsFile(index)}`;

/** The file of the salts of a blinded shard: for witnesses, and for each firm its own. */
export const saltsFile = (index: number): string => `witness/${numbered('salts', index)}`;
