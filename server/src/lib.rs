//! The process of Signalbox: configuration, command line, HTTP and the REST API.
//!
//! Everything here is a thin caller of [`store::Desk`]: no rule of the mail domain lives in this
//! package. [`http::router`] says which layers a request passes, in which order; [`api`] holds one
//! file per resource; [`cli`] one file per command.

// A page is laid out here, and its type holds the types of all elements in it.
#![recursion_limit = "512"]

pub mod api;
pub mod cli;
pub mod config;
pub mod http;
mod own_host;
mod refusal;
mod schedule;
mod state;

pub use refusal::Refusal;
pub use state::{Clock, State};
