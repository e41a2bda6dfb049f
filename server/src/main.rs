//! The binary `signalbox`.

use std::process::ExitCode;

use clap::Parser as _;
use server::{cli, config::Cli};

#[tokio::main]
async fn main() -> ExitCode {
    cli::run(Cli::parse()).await
}
