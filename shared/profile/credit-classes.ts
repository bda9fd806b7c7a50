/** Classes of credit risk, from low to high (国市监信发〔2022〕6号). */
export const CREDIT_CLASSES = ['A', 'B', 'C', 'D'] as const;
