//! Makes the server follow the browser's files it carries inside.

use std::{fs, path::Path};

fn main() -> std::io::Result<()> {
    let site = Path::new("../target/site");
    // The folder must exist for the server to compile, also before the first front-end build.
    fs::create_dir_all(site)?;
    let current = site.join("current");
    if !current.exists() {
        fs::write(&current, "none")?;
    }
    println!("cargo:rerun-if-changed={}", current.display());
    Ok(())
}
