//! A directory server of one's own: OpenLDAP on loopback, in a folder that goes with it.

use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// The suffix of its one database.
pub const SUFFIX: &str = "dc=example,dc=org";
/// Who may do everything.
pub const ADMIN: &str = "cn=admin,dc=example,dc=org";
/// His password.
pub const PASSWORD: &str = "s3cret & spaced";

/// Debian keeps the server where ordinary accounts do not look for programs.
const PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

const CONFIGURATION: &str = r#"
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
attributetype ( 1.3.6.1.4.1.99999.1.1 NAME 'mailAlternateAddress' EQUALITY caseIgnoreIA5Match SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
attributetype ( 1.3.6.1.4.1.99999.1.2 NAME 'nsAccountLock' EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.99999.2.1 NAME 'mailAccount' SUP top AUXILIARY MAY ( mail $ mailAlternateAddress $ nsAccountLock ) )
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile DIR/slapd.pid
TLSCACertificateFile DIR/ca.pem
TLSCertificateFile DIR/server.pem
TLSCertificateKeyFile DIR/server.key
disallow bind_anon
# Unpaged, nobody but the administrator gets more than this.
sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
database mdb
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw "s3cret & spaced"
directory DIR/db
maxsize 67108864
dbnosync
index objectClass,uid,cn,member eq
access to * by users read by anonymous auth
overlay memberof
"#;

const BEGINNING: &str = "dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: ou=groups,dc=example,dc=org
objectClass: organizationalUnit
ou: groups

dn: cn=reader,dc=example,dc=org
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: reader
";

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct Slapd {
    server: Option<Child>,
    directory: TempDir,
    port: u16,
    tls_port: u16,
}

impl Slapd {
    /// Starts one with these entries (LDIF) below `ou=people` and `ou=groups`.
    #[must_use]
    pub fn start(entries: &str) -> Self {
        let directory = tempfile::Builder::new().prefix("slapd-").tempdir().unwrap();
        let dir = directory.path();
        fs::create_dir(dir.join("db")).unwrap();
        certify(dir);
        let configuration = CONFIGURATION.replace("DIR", dir.to_str().unwrap());
        fs::write(dir.join("slapd.conf"), configuration).unwrap();
        fs::write(
            dir.join("entries.ldif"),
            format!("{BEGINNING}\n{entries}\n"),
        )
        .unwrap();
        let conf = dir.join("slapd.conf");
        let ldif = dir.join("entries.ldif");
        run("slapadd", &["-q", "-f", path(&conf), "-l", path(&ldif)]);
        let mut slapd = Self {
            server: None,
            port: free_port(),
            tls_port: free_port(),
            directory,
        };
        slapd.resume();
        slapd
    }

    /// Starts it again after [`Self::stop`], with the same entries at the same place.
    pub fn resume(&mut self) {
        let conf = self.directory.path().join("slapd.conf");
        let places = format!(
            "ldap://127.0.0.1:{} ldaps://127.0.0.1:{}",
            self.port, self.tls_port
        );
        let server = Command::new("slapd")
            .env("PATH", PATH)
            .args(["-f", path(&conf), "-h", &places, "-d", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("slapd starts: .ci/setup installs it");
        self.server = Some(server);
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("slapd does not answer");
    }

    /// Ends the server; its entries stay.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }

    /// Its address, for StartTLS or without protection.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ldap://127.0.0.1:{}", self.port)
    }

    /// Its address with TLS from the beginning.
    #[must_use]
    pub fn tls_url(&self) -> String {
        format!("ldaps://127.0.0.1:{}", self.tls_port)
    }

    /// The certificate of the authority that signed its certificate, in PEM.
    #[must_use]
    pub fn authority(&self) -> String {
        fs::read_to_string(self.directory.path().join("ca.pem")).unwrap()
    }

    /// Adds entries and makes changes, written as LDIF.
    pub fn change(&self, ldif: &str) {
        let mut child = Command::new("ldapmodify")
            .env("PATH", PATH)
            .args(["-a", "-x", "-H", &self.url(), "-D", ADMIN, "-w", PASSWORD])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(ldif.as_bytes())
            .unwrap();
        finished("ldapmodify", &child.wait_with_output().unwrap());
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A user in LDIF, with further lines.
#[must_use]
pub fn person(uid: &str, first: &str, last: &str, more: &str) -> String {
    let more = if more.is_empty() {
        String::new()
    } else {
        format!("{more}\n")
    };
    format!(
        "dn: uid={uid},ou=people,{SUFFIX}\nobjectClass: inetOrgPerson\nobjectClass: mailAccount\nuid: {uid}\ncn: {first} {last}\ngivenName: {first}\nsn: {last}\n{more}\n"
    )
}

/// A group in LDIF; members are named before the suffix, such as `uid=jdoe,ou=people`.
#[must_use]
pub fn group(cn: &str, members: &[&str], more: &str) -> String {
    use std::fmt::Write as _;
    let mut text = format!(
        "dn: cn={cn},ou=groups,{SUFFIX}\nobjectClass: groupOfNames\nobjectClass: mailAccount\ncn: {cn}\n"
    );
    for member in members {
        let _ = writeln!(text, "member: {member},{SUFFIX}");
    }
    if !more.is_empty() {
        text.push_str(more);
        text.push('\n');
    }
    text.push('\n');
    text
}

/// A throw-away authority and a certificate for the address of the server.
fn certify(dir: &Path) {
    let file = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    let key = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ];
    let mut authority = vec!["req", "-x509", "-days", "2", "-subj", "/CN=Test authority"];
    authority.extend(key);
    let (ca, ca_key) = (file("ca.pem"), file("ca.key"));
    authority.extend(["-keyout", &ca_key, "-out", &ca]);
    run("openssl", &authority);
    let (wish, server_key) = (file("server.csr"), file("server.key"));
    let mut request = vec!["req", "-subj", "/CN=127.0.0.1"];
    request.extend(key);
    request.extend(["-keyout", &server_key, "-out", &wish]);
    run("openssl", &request);
    let names = file("names");
    fs::write(&names, "subjectAltName=IP:127.0.0.1\n").unwrap();
    let server = file("server.pem");
    run(
        "openssl",
        &[
            "x509",
            "-req",
            "-days",
            "2",
            "-in",
            &wish,
            "-CA",
            &ca,
            "-CAkey",
            &ca_key,
            "-CAcreateserial",
            "-extfile",
            &names,
            "-out",
            &server,
        ],
    );
}

fn run(program: &str, arguments: &[&str]) {
    let mut command = Command::new(program);
    command.env("PATH", PATH).args(arguments);
    finished(program, &command.output().unwrap());
}

fn finished(program: &str, output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
