//! Compiles again when a migration was added: their texts are embedded.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
