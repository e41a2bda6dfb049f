//! The binary `signalbox`.

// A page is laid out here, and its type holds the types of all elements in it.
#![recursion_limit = "512"]

use std::process::ExitCode;

use clap::Parser as _;
use server::{cli, config::Cli};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    cli::run(Cli::parse()).await
}
