//! Commands and settings: flags, or environment variables of the same meaning.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "signalbox",
    version,
    about = "Decides, live, which system of a split mail domain delivers each message"
)]
pub struct Cli {
    /// Settings every command shares.
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where the database is, and what "this server itself" means.
#[derive(Clone, Debug, Args)]
pub struct DatabaseSettings {
    /// `sqlite:PATH` or `postgres://…`
    #[arg(
        long,
        global = true,
        env = "SIGNALBOX_DATABASE_URL",
        default_value = "sqlite:data/signalbox.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Further host names of this server, separated by commas; none of them can be a relay
    #[arg(
        long,
        global = true,
        env = "SIGNALBOX_OWN_HOSTS",
        value_delimiter = ','
    )]
    pub own_hosts: Vec<String>,
    /// Let a relay be a loopback address, for tests on one machine
    #[arg(
        long,
        global = true,
        env = "SIGNALBOX_ALLOW_LOOPBACK_RELAY",
        value_parser = BoolishValueParser::new(),
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true
    )]
    pub allow_loopback_relay: bool,
    /// Days a deleted domain is kept so that its deletion can be undone; 0 keeps nothing
    #[arg(
        long,
        global = true,
        env = "SIGNALBOX_KEEP_DELETED_DAYS",
        value_name = "DAYS",
        value_parser = clap::value_parser!(u32).range(..=3650),
        default_value = "30"
    )]
    pub keep_deleted_days: u32,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the console and the REST API; migrates the database first
    Serve(ServeOptions),
    /// Create or upgrade the database
    Migrate,
    /// Check configuration, database and, where present, Postfix
    Check(CheckOptions),
    /// Superadministrators
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Keys for the REST API
    #[command(subcommand)]
    ApiKey(ApiKeyCommand),
    /// Say where a message to RECIPIENT goes, and why
    Route(RouteOptions),
    /// Write the files that connect a Postfix
    PostfixConfig(PostfixOptions),
    /// Write the files that connect a Dovecot
    DovecotConfig(DovecotOptions),
    /// Create and change the entries of a domain from a CSV file
    Import(ImportOptions),
    /// Write all entries of a domain to standard output, as a CSV file
    Export {
        /// Any name of the domain
        domain: String,
    },
    /// Import the directory (LDAP, Active Directory) of DOMAIN
    LdapImport(LdapImportOptions),
    /// Write a consistent copy of the database to FILE
    Backup {
        /// A file that does not exist yet
        file: PathBuf,
    },
    /// Fill a domain with generated users, for measurements
    #[command(hide = true)]
    BenchFill {
        /// Name of the domain, created when missing
        domain: String,
        /// How many users
        users: u32,
    },
}

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportOptions {
    /// Any name of the domain
    pub domain: String,
    /// The file; `-` for standard input
    pub file: PathBuf,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Go on without the lines that are refused
    #[arg(long)]
    pub leave_out_refused: bool,
}

/// Options of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// Address and port to listen on
    #[arg(long, env = "SIGNALBOX_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Password of admin0 at the first start; otherwise one is generated and printed once
    #[arg(long, env = "SIGNALBOX_ADMIN_PASSWORD", hide_env_values = true)]
    pub admin_password: Option<String>,
    /// Fill an empty database with a small example installation
    #[arg(long)]
    pub demo: bool,
    /// How the process is placed in its network.
    #[command(flatten)]
    pub http: HttpSettings,
}

/// How the process is placed in its network.
#[derive(Clone, Debug, Args)]
pub struct HttpSettings {
    /// Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas
    #[arg(
        long,
        env = "SIGNALBOX_TRUSTED_PROXIES",
        value_delimiter = ',',
        default_value = "127.0.0.1,::1"
    )]
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether the log-in cookie is sent over TLS only
    #[arg(long, env = "SIGNALBOX_SECURE_COOKIES", value_enum, default_value_t)]
    pub secure_cookies: SecureCookies,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            trusted_proxies: vec![
                IpAddr::V4(Ipv4Addr::LOCALHOST),
                IpAddr::V6(Ipv6Addr::LOCALHOST),
            ],
            secure_cookies: SecureCookies::Auto,
        }
    }
}

/// Whether the log-in cookie is sent over TLS only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SecureCookies {
    /// When a trusted proxy says the browser came by HTTPS.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckOptions {
    /// Configuration directory of the Postfix that is checked if it reads Signalbox's files
    #[arg(long, value_name = "DIR", default_value = "/etc/postfix")]
    pub postfix: PathBuf,
}

/// Commands on superadministrators.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Set a password from the server's shell; ends the account's log-in sessions
    SetPassword {
        /// `admin0`, or `login@domain` of a domain administrator
        login: String,
        /// Read the password from the first line of standard input
        #[arg(long, conflicts_with = "generate")]
        password_stdin: bool,
        /// Generate a password and print it alone on standard output
        #[arg(long)]
        generate: bool,
    },
}

/// Commands on keys.
#[derive(Debug, Subcommand)]
pub enum ApiKeyCommand {
    /// Create a key; prints it alone on standard output, once
    Create {
        /// Account it acts for: `admin0` or `login@domain`
        #[arg(long)]
        account: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// Limit it to this domain; may be given several times
        #[arg(long = "domain", value_name = "DOMAIN")]
        domains: Vec<String>,
        /// It may only read
        #[arg(long)]
        read_only: bool,
        /// Days until it expires
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=36_500))]
        expires: Option<i64>,
    },
    /// Show the keys there are, one a line, with tabs between the columns
    List {
        /// Only those of this account: `admin0` or `login@domain`
        #[arg(long)]
        account: Option<String>,
    },
    /// Revoke a key; nobody is let in with it any more
    Revoke {
        /// Its number in the list
        id: i64,
    },
}

/// Options of `route`.
#[derive(Clone, Debug, Args)]
pub struct RouteOptions {
    /// The address
    pub recipient: String,
    /// Print the decision as JSON, as the REST API does
    #[arg(long)]
    pub json: bool,
}

/// Options of `ldap-import`.
#[derive(Clone, Debug, Args)]
pub struct LdapImportOptions {
    /// Any name of the domain
    pub domain: String,
    /// Change nothing; print what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Take the directory's values also where something was changed by hand
    #[arg(long)]
    pub take_all: bool,
    /// Account it acts for: `admin0` or `login@domain`
    #[arg(long, default_value = "admin0")]
    pub account: String,
}

/// Options of `postfix-config`.
#[derive(Clone, Debug, Args)]
pub struct PostfixOptions {
    /// Directory for the files
    #[arg(long, value_name = "DIR")]
    pub dir: PathBuf,
    /// Write nothing; compare DIR and a running Postfix with what would be written
    #[arg(long)]
    pub check: bool,
    /// Configuration directory of the Postfix that --check looks at
    #[arg(
        long,
        value_name = "DIR",
        default_value = "/etc/postfix",
        requires = "check"
    )]
    pub postfix: PathBuf,
}

/// Options of `dovecot-config`.
#[derive(Clone, Debug, Args)]
pub struct DovecotOptions {
    /// Directory for the files
    #[arg(long, value_name = "DIR")]
    pub dir: PathBuf,
}
