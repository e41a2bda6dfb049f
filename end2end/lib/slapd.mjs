// A private OpenLDAP on loopback, with TLS by a throw-away authority.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, listening } from './ports.mjs';
import { run, start } from './processes.mjs';

// Debian keeps the server where ordinary accounts do not look for programs.
const env = { PATH: `/usr/sbin:/sbin:${process.env.PATH}` };
export const SUFFIX = 'dc=example,dc=org';
const READER = `cn=reader,${SUFFIX}`;

const configuration = (directory) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${directory}/slapd.pid
TLSCACertificateFile ${directory}/ca.pem
TLSCertificateFile ${directory}/server.pem
TLSCertificateKeyFile ${directory}/server.key
database mdb
suffix "${SUFFIX}"
rootdn "cn=admin,${SUFFIX}"
rootpw admin
directory ${directory}/db
maxsize 67108864
access to * by users read by anonymous auth
`;

const beginning = `dn: ${SUFFIX}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,${SUFFIX}
objectClass: organizationalUnit
ou: people

dn: ou=groups,${SUFFIX}
objectClass: organizationalUnit
ou: groups

dn: ${READER}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: reader
`;

/** A user in LDIF. */
export const person = (uid, first, last, mail) => `
dn: uid=${uid},ou=people,${SUFFIX}
objectClass: inetOrgPerson
uid: ${uid}
cn: ${first} ${last}
givenName: ${first}
sn: ${last}
mail: ${mail}
`;

/** A group in LDIF, of users by their uid. */
export const group = (cn, uids) => `
dn: cn=${cn},ou=groups,${SUFFIX}
objectClass: groupOfNames
cn: ${cn}
${uids.map((uid) => `member: uid=${uid},ou=people,${SUFFIX}\n`).join('')}`;

async function certify(directory) {
  const file = (name) => join(directory, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', ['req', '-x509', '-days', '2', '-subj', '/CN=Test authority', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem')]);
  await run('openssl', ['req', '-subj', '/CN=127.0.0.1', ...key, '-keyout', file('server.key'), '-out', file('server.csr')]);
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1\n');
  await run('openssl', ['x509', '-req', '-days', '2', '-in', file('server.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-extfile', file('names'), '-out', file('server.pem')]);
}

/** A directory server that only its own test talks to. */
export class Slapd {
  /**
   * @param {import('./closing.mjs').Closing} closing
   * @param {string} entries LDIF
   */
  static async start(closing, entries) {
    const made = new Slapd();
    made.directory = await closing.directory('slapd');
    mkdirSync(join(made.directory, 'db'));
    await certify(made.directory);
    const conf = join(made.directory, 'slapd.conf');
    const ldif = join(made.directory, 'entries.ldif');
    writeFileSync(conf, configuration(made.directory));
    writeFileSync(ldif, `${beginning}\n${entries}`);
    await run('slapadd', ['-q', '-f', conf, '-l', ldif], { env });
    made.port = await freePort();
    const server = start('slapd', ['-f', conf, '-h', `ldap://127.0.0.1:${made.port}`, '-d', '0'], { env });
    closing.add('the directory server', () => server.stop());
    await listening('127.0.0.1', made.port);
    return made;
  }

  get url() {
    return `ldap://127.0.0.1:${this.port}`;
  }

  /** The certificate of the authority that signed its own. */
  get authority() {
    return readFileSync(join(this.directory, 'ca.pem'), 'utf8');
  }

  /** What a console must know to read it. */
  get settings() {
    return { url: this.url, ca_certificate: this.authority, bind_dn: READER, bind_password: 'reader', base_dn: SUFFIX };
  }

  /** @param {string} ldif entries to add, or changes */
  async change(ldif) {
    await run('ldapmodify', ['-a', '-x', '-H', this.url, '-D', `cn=admin,${SUFFIX}`, '-w', 'admin'], { env, input: ldif });
  }
}
