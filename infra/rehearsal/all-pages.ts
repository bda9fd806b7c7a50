/** A list's items, page after page. `page` is given what the query needs beside its own: the cursor of the page before. */
export const allPages = async <Item>(
  page: (cursor: { readonly cursor?: string }) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string | undefined }>,
): Promise<Item[]> => {
  const all: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, cursor: next } = await page(cursor === undefined ? {} : { cursor });
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
  }
};
