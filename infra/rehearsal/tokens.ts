import { addSeconds, type Instant } from '../../shared/kernel/instant.ts';
import type { User } from './city/people.ts';

/** Renewed well before the machine's tokens end, which last twelve hours of its own time. */
const RENEW_AFTER_S = 10 * 3600;

/** Access tokens of the people, from the machine's own issuer, kept while they hold. `now` is the machine's time. */
export const tokenSource = (url: string, now: () => Instant): ((user: User) => Promise<string>) => {
  const kept = new Map<string, { readonly token: Promise<string>; readonly until: Instant }>();
  const fetchToken = async ({ sub }: User): Promise<string> => {
    const form = new URLSearchParams({ grant_type: 'urn:double-random:local-user', sub, client_id: 'rehearsal' });
    const answer = await fetch(`${url}/oidc/token`, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`no token for ${sub}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  };
  return (user) => {
    const held = kept.get(user.sub);
    if (held !== undefined && now() < held.until) return held.token;
    const token = fetchToken(user);
    kept.set(user.sub, { token, until: addSeconds(now(), RENEW_AFTER_S) });
    return token;
  };
};
