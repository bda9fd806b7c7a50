import { putBlindingKey } from '../../shared/api/blinding-key.ts';
import { setBlindingKey } from '../../shared/draw/freezing/set-blinding-key.ts';
import { on } from '../kit/bound.ts';
import { resource } from '../kit/resource.ts';

export const handler = resource([on(putBlindingKey, ({ body }, context) => setBlindingKey(context, body.key))]);
