//! What goes into main.cf and master.cf.

use std::path::Path;

use super::tables;
use crate::contract::roles::Source;

/// File that turns "no such host" of a relay into "later": a slip of the name server must not send
/// the mail of half a company back.
pub(super) const STATUS_FILE: &str = "relay_status.regexp";
/// Its contents (`smtp_delivery_status_filter`).
pub(super) const STATUS: &str = "/^5(\\.4\\.4 .*)/ 4$1\n";

/// Beginning of the fragment for main.cf.
pub(super) const MAIN_HEAD: &str = "\
# Written by `signalbox postfix-config`: for main.cf, in place of lines with the same names.
# All domains here are virtual mailbox domains; an address's transport says where its mail goes.
# Unknown and suspended recipients are refused by check_recipient_access, with one look-up where
# smtpd_reject_unlisted_recipient needs three: a service with smtpd_recipient_restrictions of its own
# (-o in master.cf) needs this restriction there, too.
# The tables are read through proxymap(8): the other programs may run in a chroot, where neither the
# database nor its write-ahead log is. service_throttle_time is how long mail waits when proxymap
# found the database locked.
";

/// The parameters of main.cf, in order.
pub(super) fn parameters(dir: &Path, source: &Source) -> Vec<(&'static str, String)> {
    let table = |name: &str| {
        let kind = tables::kind(source);
        format!("proxy:{kind}:{}/{name}.cf", dir.display())
    };
    vec![
        ("mydestination", String::new()),
        ("local_recipient_maps", String::new()),
        (
            "local_transport",
            "error:5.1.1 No local delivery".to_owned(),
        ),
        ("relay_domains", String::new()),
        ("virtual_alias_domains", String::new()),
        ("virtual_mailbox_domains", table("domains")),
        ("virtual_mailbox_maps", table("recipients")),
        ("virtual_alias_maps", table("rewrite")),
        // The largest group; Postfix's own 1000 would hold back the mail of larger ones. It also ends
        // what comes round again through external users of several domains, a minute of work later.
        ("virtual_alias_expansion_limit", "100000".to_owned()),
        ("transport_maps", table("transport")),
        ("virtual_transport", "refused:5.1.1 User unknown".to_owned()),
        ("recipient_delimiter", "+".to_owned()),
        ("smtpd_reject_unlisted_recipient", "no".to_owned()),
        (
            "smtpd_relay_restrictions",
            "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination".to_owned(),
        ),
        (
            "smtpd_recipient_restrictions",
            format!("check_recipient_access {}", table("refusals")),
        ),
        ("service_throttle_time", "2s".to_owned()),
    ]
}

/// The two services of master.cf.
///
/// `refused` is error(8) under a name of its own: smtpd(8) remembers as long as it lives that an
/// address led to `error`, and would go on refusing it afterwards.
pub(super) fn services(dir: &Path) -> String {
    format!(
        "# Written by `signalbox postfix-config`: for master.cf, in place of services with the same names.
refused   unix  -       -       n       -       -       error
relay     unix  -       -       n       -       -       smtp
  -o syslog_name=postfix/relay
  -o smtp_delivery_status_filter={}
",
        status_filter(dir)
    )
}

/// The value of `smtp_delivery_status_filter` of the service `relay`.
pub(super) fn status_filter(dir: &Path) -> String {
    format!("regexp:{}/{STATUS_FILE}", dir.display())
}

/// What to do with the files; `set` are the lines of the fragment for main.cf as commands.
pub(super) fn instructions(dir: &Path, set: &str) -> String {
    format!(
        "Postfix's look-up tables are in {dir}. To use them, as root:

{set}postconf -M refused/unix='refused unix - - n - - error'
postconf -M relay/unix='relay unix - - n - - smtp'
postconf -P relay/unix/syslog_name=postfix/relay
postconf -P relay/unix/smtp_delivery_status_filter={filter}
postfix reload

(or, in a Postfix that sets none of these yet: cat {dir}/main.cf.signalbox >> main.cf; \
cat {dir}/master.cf.signalbox >> master.cf.)
Once only: afterwards each change in the console counts for the next message, without a reload.
Compare later with: signalbox postfix-config --dir {dir} --check
",
        dir = dir.display(),
        filter = status_filter(dir),
    )
}
