/** How an item is checked (GY-16): on site, in writing, by network monitoring, by testing, aided by a professional body. */
export const METHODS = ['on-site', 'written', 'network', 'testing', 'professional-body'] as const;

/** One of {@link METHODS}. */
export type Method = (typeof METHODS)[number];
