//! Whether a Postfix uses the files as they were meant.

use std::path::Path;

use tokio::process::Command;

use super::{fragments, tables};
use crate::StoreError;
use crate::contract::files::Directory;
use crate::contract::roles::Source;

/// Files that are missing or were changed since, or that another version of this program wrote.
pub(super) fn files(dir: &Directory, source: &Source) -> Vec<String> {
    let tables = tables::ALL
        .iter()
        .map(|table| (format!("{}.cf", table.name), table.file(source)));
    let status = (
        fragments::STATUS_FILE.to_owned(),
        fragments::STATUS.to_owned(),
    );
    tables
        .chain([status])
        .filter(|(name, wanted)| {
            std::fs::read_to_string(dir.path().join(name)).ok().as_ref() != Some(wanted)
        })
        .map(|(name, _)| {
            let path = dir.path().join(name);
            format!(
                "{} is missing or out of date. Mend it: signalbox postfix-config --dir {}",
                path.display(),
                dir.path().display()
            )
        })
        .collect()
}

/// Parameters and services that are set otherwise.
pub(super) async fn running(
    dir: &Path,
    source: &Source,
    configuration: &Path,
) -> Result<Vec<String>, StoreError> {
    let mut differences = Vec::new();
    for (name, wanted) in fragments::parameters(dir, source) {
        let found = postconf(configuration, &["-h", name]).await?;
        if !holds(name, &words(&found), &words(&wanted)) {
            differences.push(format!(
                "main.cf: {name} is \"{}\". Mend it: postconf -e '{}'",
                found.trim(),
                format!("{name} = {wanted}").trim_end()
            ));
        }
    }
    differences.extend(unreachable(dir, source, configuration).await?);
    differences.extend(services(dir, configuration).await?);
    Ok(differences)
}

/// Whether a setting does what it must; restrictions may have more of the administrator's own.
fn holds(name: &str, found: &[&str], wanted: &[&str]) -> bool {
    match name {
        "smtpd_recipient_restrictions" => found.windows(wanted.len()).any(|part| part == wanted),
        "smtpd_relay_restrictions" => found.contains(&"reject_unauth_destination"),
        "virtual_alias_maps" | "transport_maps" => wanted.iter().all(|word| found.contains(word)),
        _ => found == wanted,
    }
}

/// A table that proxymap may not open ends the SMTP session without an answer.
async fn unreachable(
    dir: &Path,
    source: &Source,
    configuration: &Path,
) -> Result<Vec<String>, StoreError> {
    let open = postconf(configuration, &["-xh", "proxy_read_maps"]).await?;
    let open = words(&open);
    Ok(tables::ALL
        .iter()
        .map(|table| format!("proxy:{}:{}/{}.cf", tables::kind(source), dir.display(), table.name))
        .filter(|map| !open.contains(&map.as_str()))
        .map(|map| format!("main.cf: proxy_read_maps lacks {map}. Mend it: postconf -X proxy_read_maps, or add the map"))
        .collect())
}

async fn services(dir: &Path, configuration: &Path) -> Result<Vec<String>, StoreError> {
    let mut differences = Vec::new();
    let refused = postconf(configuration, &["-M", "refused/unix"]).await?;
    if refused.split_whitespace().last() != Some("error") {
        differences.push(
            "master.cf: the service refused is missing. Mend it: postconf -M refused/unix='refused unix - - n - - error'"
                .to_owned(),
        );
    }
    let setting = "relay/unix/smtp_delivery_status_filter";
    let found = postconf(configuration, &["-P", setting]).await?;
    let wanted = fragments::status_filter(dir);
    if !found.trim().ends_with(&format!("= {wanted}")) {
        differences.push(format!(
            "master.cf: the service relay sends mail back while its host has no name. Mend it: postconf -P {setting}={wanted}"
        ));
    }
    Ok(differences)
}

fn words(text: &str) -> Vec<&str> {
    text.split([' ', ',', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .collect()
}

async fn postconf(configuration: &Path, args: &[&str]) -> Result<String, StoreError> {
    let output = Command::new("postconf")
        .arg("-c")
        .arg(configuration)
        .args(args)
        .output()
        .await
        .map_err(|error| StoreError::Internal(format!("cannot run postconf: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(StoreError::Internal(format!("postconf: {}", said.trim())))
    }
}
