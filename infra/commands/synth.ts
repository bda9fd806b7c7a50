import { synthesizeLocal } from './synthesize.ts';

const assembly = await synthesizeLocal({
  port: 8520,
  channels: { 'publicity-system': 'http://127.0.0.1:8521/publicity-system', 'credit-platform': 'http://127.0.0.1:8521/credit-platform' },
  profile: 'guangyuan',
  jurisdiction: '510800',
});
console.log(`synthesized to ${assembly}`);
