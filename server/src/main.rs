//! The process of Signalbox: console, REST API and command line in one binary.

mod http;

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "signalbox", version, about = "Mail routing between two systems of one domain")]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the console and the REST API.
    Serve {
        /// Address and port to listen on.
        #[arg(long, env = "SIGNALBOX_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(
            std::env::var("SIGNALBOX_LOG").unwrap_or_else(|_| "info".to_owned()),
        ))
        .with_writer(std::io::stderr)
        .init();
    match Options::parse().command {
        Command::Serve { listen } => {
            let listener = tokio::net::TcpListener::bind(listen)
                .await
                .with_context(|| format!("cannot listen on {listen}"))?;
            tracing::info!("serving on http://{}", listener.local_addr()?);
            axum::serve(listener, http::router()?).await.context("the HTTP server ended")
        }
    }
}
