// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// The cheat codes that the tests use, at the address where forge answers them.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function warp(uint256 time) external;
    function prank(address sender) external;
    function expectRevert(bytes calldata reason) external;
    function expectRevert(bytes4 selector) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function load(address target, bytes32 slot) external view returns (bytes32);
    function store(address target, bytes32 slot, bytes32 value) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256);
    function addr(uint256 key) external pure returns (address);
}

/// What every test has: cheat codes, and assertions that revert with their reason, which is how forge sees a failure.
abstract contract Test {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    function check(bool condition, string memory reason) internal pure {
        require(condition, reason);
    }

    function equal(uint256 actual, uint256 expected, string memory reason) internal pure {
        if (actual != expected) revert Differs(reason, actual, expected);
    }

    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return value >= low && value <= high ? value : low + value % (high - low + 1);
    }

    error Differs(string what, uint256 actual, uint256 expected);
}
