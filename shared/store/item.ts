/** Where an item lies. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** An item as stored: its key beside its data. Concept stores parse it by their schema. */
export type StoredItem = Key & Readonly<Record<string, unknown>>;
