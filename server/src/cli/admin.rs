//! `signalbox admin`: recovery from the server's shell.

use std::io::{BufRead as _, IsTerminal as _};

use super::{Failure, Result, now, open_migrated, say};
use crate::config::{AdminCommand, DatabaseSettings};

/// Bytes of a generated password: 120 bits, 20 characters.
const GENERATED_BYTES: usize = 15;

/// Runs one of the commands.
///
/// # Errors
/// When the account is unknown or the password too weak.
pub async fn run(settings: &DatabaseSettings, command: AdminCommand) -> Result<()> {
    let AdminCommand::SetPassword {
        login,
        password_stdin,
        generate,
    } = command;
    let store = open_migrated(settings).await?;
    let password = if generate {
        generated()?
    } else if password_stdin || !std::io::stdin().is_terminal() {
        first_line()?
    } else {
        asked()?
    };
    store
        .recover_password(&login, &password, now())
        .await
        .map_err(|error| Failure::of(&format!("cannot set the password of {login}"), &error))?;
    if generate {
        say(&password);
    } else {
        say(&format!(
            "The password of {login} is set; its log-in sessions are ended."
        ));
    }
    Ok(())
}

fn first_line() -> Result<String> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(unread)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

fn asked() -> Result<String> {
    let password = rpassword::prompt_password("New password: ").map_err(unread)?;
    let again = rpassword::prompt_password("Once more: ").map_err(unread)?;
    if password == again {
        Ok(password)
    } else {
        Err(Failure::new("the two passwords differ", "try again"))
    }
}

fn unread(error: std::io::Error) -> Failure {
    Failure::new(
        format!("cannot read the password: {error}"),
        "give it on the first line of standard input with --password-stdin",
    )
}

fn generated() -> Result<String> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut random = [0_u8; GENERATED_BYTES * 8 / 6];
    getrandom::fill(&mut random).map_err(|error| {
        Failure::new(
            format!("no random numbers: {error}"),
            "check the operating system",
        )
    })?;
    let letter = |byte: &u8| {
        ALPHABET
            .get(usize::from(byte & 63))
            .copied()
            .map(char::from)
    };
    Ok(random.iter().filter_map(letter).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_passwords_are_long_and_differ() {
        let one = super::generated().unwrap();
        assert_eq!(one.len(), 20);
        assert_ne!(one, super::generated().unwrap());
    }
}
