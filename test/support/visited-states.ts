/**
 * States that no sound year enters; what leads to them is played in tests of its own: an execution at the end of its life (`succession`), a
 * batch that runs already (`caught-errors`), a directory too large for one function (`at-scale`). The rehearsed year must enter all others.
 */
export const BESIDE_THE_YEAR = { succession: ['HandOver', 'HandedOver'], 'caught-errors': ['StartedBefore', 'StartBatch'], 'at-scale': ['FreezeBuckets', 'FreezeBucket', 'MergeBuckets', 'DrawShards', 'DrawShard', 'MergeShards'] } as const;
