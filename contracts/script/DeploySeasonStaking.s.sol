// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SeasonStaking} from "../src/SeasonStaking.sol";

interface Vm {
    function envAddress(string calldata name) external view returns (address);
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
    function startBroadcast() external;
    function stopBroadcast() external;
    function load(address target, bytes32 slot) external view returns (bytes32);
}

/// Run by ./deploy, which says what it needs.
contract DeploySeasonStaking {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    bool public constant IS_SCRIPT = true;

    error NotAToken(address token);
    error NotWhatWasAskedFor();

    function run() external returns (SeasonStaking staking) {
        IERC20 token = IERC20(vm.envAddress("GRACY_TOKEN"));
        address owner = vm.envAddress("GRACY_OWNER");
        uint256 minStake = vm.envOr("GRACY_MIN_STAKE", 1e18);
        if (address(token).code.length == 0 || token.totalSupply() == 0) revert NotAToken(address(token));

        vm.startBroadcast();
        staking = new SeasonStaking(token, minStake, owner);
        vm.stopBroadcast();

        bool right = address(staking.token()) == address(token) && staking.owner() == owner && staking.minStake() == minStake
            && !staking.paused() && staking.eventSeq() == 0 && vm.load(address(staking), 0) == 0;
        if (!right) revert NotWhatWasAskedFor();
    }
}
