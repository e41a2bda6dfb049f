//! Stylesheet.
