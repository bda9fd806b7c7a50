/** What the conference decides on a proposal (GY-7). */
export type Review =
  | { readonly decision: 'approve' }
  | { readonly decision: 'return'; readonly reasons?: string | undefined }
  | { readonly decision: 'merge'; readonly into: string };
