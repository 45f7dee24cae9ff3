// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// Numbers the events of a contract, contiguous from 1, so that a reader can prove that none is missing: who holds
/// 1..eventSeq, with `eventSeq` proven by `eth_getProof`, holds them all.
///
/// The number stands alone in its slot, so a proof needs no unpacking. Inherit from this contract first: its slot is 0 then.
abstract contract EventSequence {
    uint256 public eventSeq;

    /// The number of the event that is about to be emitted.
    function _nextSeq() internal returns (uint64) {
        // 2^64 events cannot be emitted: at one a microsecond they would take half a million years.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(++eventSeq);
    }
}
