/** Parameters of RegisterDomain as the module hands them over, with invented contact data. */
export function registration(domain: string, changes: object = {}): object {
  const [sld = '', ...rest] = domain.split('.');
  return {
    domainid: 7,
    domain,
    sld,
    tld: rest.join('.'),
    regperiod: 1,
    ns1: 'ns1.shop.example',
    ns2: 'ns2.shop.example',
    ns3: '',
    ns4: '',
    ns5: '',
    firstname: 'Ada',
    lastname: 'Byron',
    fullname: 'Ada Byron',
    companyname: '',
    email: 'ada@example.org',
    address1: '1 Main Street',
    address2: '',
    city: 'London',
    state: 'LND',
    fullstate: 'London',
    postcode: '10000',
    country: 'GB',
    fullphonenumber: '+44.2012345678',
    premiumEnabled: false,
    ...changes,
  };
}

/** Parameters of RenewDomain. `expiryDate` is what WHMCS believes; left out where it does not tell. */
export function renewal(domain: string, expiryDate?: string, changes: object = {}): object {
  const [sld = '', ...rest] = domain.split('.');
  return {
    domainid: 7,
    domain,
    sld,
    tld: rest.join('.'),
    regperiod: 1,
    isInGracePeriod: false,
    isInRedemptionGracePeriod: false,
    premiumEnabled: false,
    ...(expiryDate === undefined ? {} : { expiryDate }),
    ...changes,
  };
}

/** Parameters of TransferDomain with a code that is found wherever it leaks. */
export function transferIn(domain: string, changes: object = {}): object {
  return registration(domain, { transfersecret: TRANSFER_CODE, ...changes });
}

/** Characters that every encoding treats in its own way, around letters that none of them touches. */
export const TRANSFER_CODE = `e&7<"YkWqHvTzNcBm'>/+=%9#`;
