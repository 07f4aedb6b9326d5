import { z } from 'zod';

/** A registrant in WHMCS's words (whmcs-contract.md section 3.3), as it was typed. '' where there is nothing. */
export const contactFields = z.object({
  firstname: z.string(),
  lastname: z.string(),
  companyname: z.string(),
  email: z.string(),
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  /** A code or a name. */
  state: z.string(),
  postcode: z.string(),
  /** Two letters. */
  country: z.string(),
  /** `+CC.NNNN` */
  phonenumber: z.string(),
});

export type ContactFields = z.infer<typeof contactFields>;
