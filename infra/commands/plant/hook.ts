import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFECTS } from '../../simulation/defects/all.ts';
import { plantText } from '../../simulation/defects/plant-text.ts';

// Loaded before everything else, by `node --import`: PLANTED names the defect that the one file it concerns is loaded with.
const planted = DEFECTS.find(({ name }) => name === process.env['PLANTED']);
if (planted === undefined) throw new Error(`there is no defect ${process.env['PLANTED'] ?? ''}`);
const target = pathToFileURL(path.resolve(import.meta.dirname, '../../..', planted.file)).href;

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (url !== target) return loaded;
    const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as ArrayBuffer);
    process.send?.({ loaded: planted.name });
    return { ...loaded, source: plantText(text, planted) };
  },
});
