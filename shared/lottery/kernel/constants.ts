/** The known numbers of a module, each once and four times side by side, at the beginning of its memory: reading is cheaper than making. */
export type Constants = {
  /** Where `known` lies, in bytes from the beginning. */
  readonly addressOf: (known: number) => number;
  /** All that were asked for so far. */
  readonly bytes: () => Uint8Array;
};

const BYTES = 16;

export const newConstants = (): Constants => {
  const addresses = new Map<number, number>();
  return {
    addressOf: (known) => {
      const address = addresses.get(known) ?? addresses.size * BYTES;
      addresses.set(known, address);
      return address;
    },
    bytes: () => {
      const view = new DataView(new ArrayBuffer(addresses.size * BYTES));
      for (const [known, address] of addresses) for (let lane = 0; lane < 4; lane += 1) view.setUint32(address + lane * 4, known, true);
      return new Uint8Array(view.buffer);
    },
  };
};
