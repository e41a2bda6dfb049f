//! The files with which a Dovecot asks the database who may log in and whose mailbox is whose.

use std::path::Path;

use crate::contract::files::Directory;
use crate::contract::roles::{Reader, Server, Source, encode};
use crate::{Store, StoreError};

/// The group of Dovecot's log-in programs; its look-ups themselves run as root unless set otherwise.
const GROUP: &str = "dovecot";
const QUERIES: &str = "dovecot-sql-signalbox.conf.ext";
const SCRIPTS: &str = "dovecot-dict-signalbox.conf.ext";

/// Pigeonhole asks twice: for the script's identifier, then for its text. Here the identifier is the name
/// again and nothing compiled is kept (no `bindir`), so that the text is always the stored one.
const MAPS: &str = "\
map {
  pattern = priv/sieve/name/$domain
  table = dovecot_sieve
  username_field = login
  value_field = name
  fields {
    domain = $domain
  }
}
map {
  pattern = priv/sieve/data/$domain
  table = dovecot_sieve
  username_field = login
  value_field = script
  fields {
    domain = $domain
  }
}
";

/// Whoever has no mailbox here gets no row when Postfix asks (service `smtp`), which ignores `nologin`.
const SQLITE: &str = "\
password_query = SELECT mailbox AS user, password, reason, CASE WHEN reason IS NOT NULL THEN 'y' END AS nologin \\
  FROM (SELECT mailbox, password, reason FROM dovecot_passdb \\
    WHERE name = '%Ld' AND local_part = '%Ln' ORDER BY preference LIMIT 1) \\
  WHERE reason IS NULL OR '%Ls' NOT IN ('smtp', 'submission')
# Mail comes by address and its tag is not part of the address; everything else comes by login first.
user_query = SELECT mailbox AS user, quota_rule \\
  FROM (SELECT mailbox, quota_rule, hosted FROM dovecot_userdb \\
    WHERE name = '%Ld' AND local_part IN ('%Ln', substr('%Ln', 1, instr('%Ln+', '+') - 1)) \\
      AND preference >= CASE WHEN '%Ls' = 'lmtp' THEN 1 ELSE 0 END \\
    ORDER BY preference, length(local_part) DESC LIMIT 1) \\
  WHERE hosted
iterate_query = SELECT mailbox AS user FROM dovecot_userdb \\
  WHERE preference = 0 AND hosted AND mailbox = local_part || '@' || name
";
const POSTGRES: &str = "\
password_query = SELECT mailbox AS \"user\", password, nologin, reason FROM dovecot_passdb('%Ln', '%Ld', '%Ls')
user_query = SELECT mailbox AS \"user\", quota_rule FROM dovecot_userdb('%Ln', '%Ld', '%Ls')
iterate_query = SELECT mailbox AS \"user\" FROM dovecot_mailboxes() AS mailbox
";

impl Store {
    /// Writes passdb, userdb and Sieve settings for Dovecot into a directory; returns what to include.
    ///
    /// # Errors
    /// As [`Store::write_postfix_files`].
    pub async fn write_dovecot_files(&self, dir: &Path) -> Result<String, StoreError> {
        let source = self.source(Reader::Dovecot).await?;
        let dir = Directory::open(dir, GROUP)?;
        dir.write_secret(QUERIES, &queries(&source))?;
        dir.write_secret(SCRIPTS, &scripts(&source))?;
        dir.write("signalbox.conf", &settings(dir.path(), &source))?;
        Ok(instructions(dir.path()) + &remaining_work(&source))
    }
}

/// What only an administrator of PostgreSQL can do.
fn remaining_work(source: &Source) -> String {
    match source {
        Source::Server(Server {
            to_do: Some(sql),
            role,
            ..
        }) => format!(
            "\nThe account {role} of PostgreSQL is not ready. As its administrator: {sql}; then run \
             `signalbox migrate`.\n"
        ),
        _ => String::new(),
    }
}

const HEAD: &str = "# Written by `signalbox dovecot-config`.\n";

fn queries(source: &Source) -> String {
    let (driver, queries) = match source {
        Source::File(_) => ("sqlite", SQLITE),
        Source::Server(_) => ("pgsql", POSTGRES),
    };
    format!("{HEAD}driver = {driver}\n{}{queries}", connection(source))
}

fn scripts(source: &Source) -> String {
    format!("{HEAD}{}{MAPS}", connection(source))
}

fn connection(source: &Source) -> String {
    match source {
        // Opened for reading only: Dovecot never leaves a lock behind, nor a file of its own.
        Source::File(path) => format!(
            "connect = file:{}?mode=ro\n",
            encode(&path.display().to_string())
        ),
        Source::Server(server) => {
            let mode = server
                .ssl_mode
                .map(|mode| format!(" sslmode={mode}"))
                .unwrap_or_default();
            format!(
                "connect = host={} port={} dbname='{}' user='{}' password={}{mode}\n",
                server.host, server.port, server.database, server.role, server.password
            )
        }
    }
}

fn settings(dir: &Path, source: &Source) -> String {
    let (queries, scripts) = (dir.join(QUERIES), dir.join(SCRIPTS));
    let driver = match source {
        Source::File(_) => "sqlite",
        Source::Server(_) => "pgsql",
    };
    format!(
        "# Written by `signalbox dovecot-config`: to be included at the end of dovecot.conf.
# Where mailboxes are and who owns their files is the administrator's to say, for example
#   mail_home = /var/mail/signalbox/%d/%n
#   mail_location = maildir:~/Maildir
# %d is the name of the domain and %n the login, whatever name or address somebody logs in by or
# mail comes to.
passdb {{
  driver = sql
  args = {queries}
}}
userdb {{
  driver = sql
  args = {queries}
}}
auth_username_format = %Lu
# Every character an address can have.
auth_username_chars = \"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@+'#$&*/=?^`{{|}}~\"
# Addresses may contain a `+`: the look-up of the mailbox tells them from tags, Dovecot could not.
protocol lmtp {{
  recipient_delimiter =
  mail_plugins = $mail_plugins sieve
}}
# Filters of the domain, forwarding and automatic replies: read anew for each message. While the
# database does not answer, mail waits.
dict {{
  signalbox = {driver}:{scripts}
}}
service dict {{
  # As the look-ups above: the files and the database are not for others to read.
  user = root
  unix_listener dict {{
    mode = 0600
    user = $mail_uid
  }}
}}
plugin {{
  recipient_delimiter = +
  sieve_before = dict:proxy::signalbox;user=%Ln;name=%Ld
  sieve_extensions = +special-use
  # As many as the console lets the filters and one entry have.
  sieve_max_redirects = 30
}}
",
        queries = queries.display(),
        scripts = scripts.display()
    )
}

fn instructions(dir: &Path) -> String {
    format!(
        "Dovecot's settings are in {dir}. To use them, as root: at the end of dovecot.conf write

!include {dir}/signalbox.conf

take `!include auth-system.conf.ext` out of conf.d/10-auth.conf, set mail_home, mail_location, mail_uid \
and mail_gid, and reload Dovecot.
For log-in through Postfix let Dovecot listen at /var/spool/postfix/private/auth (service auth) and set \
smtpd_sasl_type = dovecot, smtpd_sasl_path = private/auth, smtpd_sasl_auth_enable = yes.
Filters, forwarding and automatic replies need the package dovecot-sieve, a home for each mailbox \
(mail_home), mail_uid as a name and before the line above, and a way to send: /usr/sbin/sendmail, or \
submission_host = host:port.
Each change in the console counts for the next log-in and the next message, without a reload.
",
        dir = dir.display()
    )
}
