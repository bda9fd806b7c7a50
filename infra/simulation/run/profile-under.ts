import { guangyuan } from '../../../shared/profile/guangyuan.ts';
import { profileSchema, type Profile } from '../../../shared/profile/profile.ts';
import type { CityRules } from '../people/city-rules.ts';

/** The riskiest class, which stays whole where the cap cuts the others; of the others few enough that a small directory has room for them. */
const BOUNDS = { A: { fromBp: 0, toBp: 5000 }, D: { fromBp: 5000, toBp: 10_000 } } as const;

/** The first profile with these rules. */
export const profileUnder = ({ byClass, isBounded, floorBp, isBlinded }: CityRules): Profile => {
  const { draw } = guangyuan;
  return profileSchema.parse({
    ...guangyuan,
    draw: {
      ...draw,
      floor: floorBp === 0 ? draw.floor : { bp: floorBp, clause: 'DZ-3' },
      strata: byClass ? { by: 'credit', ...(isBounded ? { bounds: BOUNDS } : {}), clause: 'NR-8' } : draw.strata,
      ...(isBlinded ? { directory: { blinded: true, clause: 'HT-8' } } : {}),
    },
  });
};
