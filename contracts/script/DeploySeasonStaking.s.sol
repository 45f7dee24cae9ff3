// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SeasonStaking} from "../src/SeasonStaking.sol";

interface Vm {
    function envAddress(string calldata name) external view returns (address);
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
    function envUint(string calldata name) external view returns (uint256);
    function toString(uint256 value) external pure returns (string memory);
    function startBroadcast() external;
    function stopBroadcast() external;
    function load(address target, bytes32 slot) external view returns (bytes32);
}

/// Run by ./deploy, which says what it needs.
contract DeploySeasonStaking {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    bool public constant IS_SCRIPT = true;
    uint8 private constant USUAL_DECIMALS = 18;

    error NotAToken(address token);
    error NotWhatWasAskedFor();

    /// What it returns forge shows.
    function run() external returns (SeasonStaking staking, string memory minStakeInTokens) {
        IERC20Metadata token = IERC20Metadata(vm.envAddress("GRACY_TOKEN"));
        address owner = vm.envAddress("GRACY_OWNER");
        if (address(token).code.length == 0 || token.totalSupply() == 0) revert NotAToken(address(token));
        uint8 decimals = token.decimals();
        // One token, where a token has as many parts as most have; of others nobody guesses what is little.
        uint256 minStake = decimals == USUAL_DECIMALS ? vm.envOr("GRACY_MIN_STAKE", 1e18) : vm.envUint("GRACY_MIN_STAKE");
        minStakeInTokens = inWholeTokens(minStake, decimals);

        vm.startBroadcast();
        staking = new SeasonStaking(token, minStake, owner);
        vm.stopBroadcast();

        bool right = address(staking.token()) == address(token) && staking.owner() == owner && staking.minStake() == minStake
            && !staking.paused() && staking.eventSeq() == 0 && vm.load(address(staking), 0) == 0;
        if (!right) revert NotWhatWasAskedFor();
    }

    /// As people read it.
    function inWholeTokens(uint256 amount, uint8 decimals) private pure returns (string memory) {
        if (decimals == 0) return vm.toString(amount);
        uint256 one = 10 ** uint256(decimals);
        uint256 rest = amount % one;
        bytes memory digits = new bytes(decimals);
        for (uint256 i = decimals; i > 0; --i) {
            digits[i - 1] = bytes1(uint8(48 + rest % 10));
            rest /= 10;
        }
        return string.concat(vm.toString(amount / one), ".", string(digits));
    }
}
