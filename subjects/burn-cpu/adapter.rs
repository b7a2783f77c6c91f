//! burn's backend `cpu`, of the last version with the faulty product. The adapter is that of `../burn`.
#[path = "../burn/adapter.rs"]
mod adapter;

fn main() {
    adapter::main();
}
