// The two files of a private Postfix instance: what a host's administrator has, plus what the console wrote.

/**
 * @param {string} text a main.cf
 * @returns {Set<string>} the parameters it sets
 */
export function parametersOf(text) {
  return new Set([...text.matchAll(/^([a-z0-9_]+)\s*=/gim)].map(([, name]) => name));
}

/**
 * main.cf of one instance: the host's own parameters, less those the console takes over, then the console's fragment.
 * @param {{name: string, host: string, root: string, relayhost?: string, extra?: Record<string, string>}} instance
 * @param {string} fragment
 * @returns {string}
 */
export function mainCf({ name, host, root, relayhost = '', extra = {} }, fragment) {
  const own = {
    compatibility_level: '3.6',
    queue_directory: `${root}/spool`,
    data_directory: `${root}/data`,
    maillog_file: `${root}/maillog`,
    maillog_file_prefixes: root,
    myhostname: `${name}.test`,
    myorigin: '$myhostname',
    alias_maps: '',
    alias_database: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    // Each instance sends from its own address, as a machine of its own would.
    smtp_bind_address: host,
    mynetworks: '127.77.1.0/24',
    // No name server is asked: without this each connection waits a second for one.
    smtpd_peername_lookup: 'no',
    smtp_dns_support_level: 'disabled',
    smtp_host_lookup: 'native',
    relayhost,
    biff: 'no',
    address_verify_map: '',
    minimal_backoff_time: '2s',
    maximal_backoff_time: '4s',
    queue_run_delay: '2s',
  };
  const taken = parametersOf(fragment);
  const lines = Object.entries({ ...own, ...extra }).filter(([parameter]) => !taken.has(parameter));
  return `${lines.map(([parameter, value]) => `${parameter} = ${value}`).join('\n')}\n${fragment}\n`;
}

/**
 * master.cf of one instance. A service that the fragment defines replaces the host's own.
 * @param {{host: string, port: number, submissionPort: number, sasl: boolean}} instance
 * @param {string} fragment
 * @returns {string}
 */
export function masterCf({ host, port, submissionPort, sasl }, fragment) {
  const login = sasl ? '\n  -o smtpd_sasl_auth_enable=yes -o smtpd_sasl_type=dovecot -o smtpd_sasl_path=private/auth' : '';
  const services = [
    `${host}:${port} inet n - n - - smtpd`,
    `${host}:${submissionPort} inet n - n - - smtpd\n  -o syslog_name=postfix/submission${login}`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'proxywrite unix - - n - 1 proxymap',
    'smtp unix - - n - - smtp',
    'relay unix - - n - - smtp\n  -o syslog_name=postfix/relay',
    'showq unix n - n - - showq',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'local unix - n n - - local',
    'virtual unix - n n - - virtual',
    'lmtp unix - - n - - lmtp',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  const key = (service) => service.trim().split(/\s+/).slice(0, 2).join(' ');
  const taken = new Set(fragment.split('\n').filter((line) => /^\S/.test(line) && !line.startsWith('#')).map(key));
  return `${services.filter((service) => !taken.has(key(service))).join('\n')}\n${fragment}\n`;
}
