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
