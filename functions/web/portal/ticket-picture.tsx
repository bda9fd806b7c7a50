import { WORDS, type Language } from './words.ts';

const WIDTH = 640;

/** Where a ticket (or τ, 64 hex) lies between 0 and the largest one there is. */
const xOf = (hash: string): number => Math.round((Number.parseInt(hash.slice(0, 12), 16) / 2 ** 48) * WIDTH);

/** A firm's ticket among all possible ones, and the threshold left of which firms are drawn. */
export const TicketPicture = ({ ticket, tau, language }: { readonly ticket: string; readonly tau: string; readonly language: Language }) => {
  const { proof } = WORDS[language];
  const isLeft = xOf(ticket) < WIDTH / 2;
  return (
    <figure>
      <svg class="ticket" viewBox={`-8 0 ${WIDTH + 16} 46`} role="img" aria-label={proof.ticketPicture}>
        <rect class="all" x={0} y={16} width={WIDTH} height={12} />
        <rect class="drawn" x={0} y={16} width={Math.max(2, xOf(tau))} height={12} />
        <line class="tau" x1={xOf(tau)} x2={xOf(tau)} y1={8} y2={36} />
        <text class="m" x={xOf(tau)} y={7} text-anchor={xOf(tau) < WIDTH / 2 ? 'start' : 'end'}>τ</text>
        <circle class="own" cx={xOf(ticket)} cy={22} r={5.5} />
        <text x={xOf(ticket)} y={44} text-anchor={isLeft ? 'start' : 'end'}>{proof.ticketAt}</text>
      </svg>
      <figcaption>{proof.ticketPicture}</figcaption>
    </figure>
  );
};
