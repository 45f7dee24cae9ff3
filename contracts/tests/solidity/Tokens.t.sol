// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SeasonStaking} from "../../src/SeasonStaking.sol";
import {Test} from "./Vm.sol";
import {FalseToken, FeeToken, HookToken, PermitToken, SilentToken} from "./tokens/Tokens.sol";

/// Calls one function of the staking contract from within a transfer, and remembers whether that went through.
contract Intruder {
    SeasonStaking private immutable _staking;
    bytes private _attack;
    uint256 public attempts;
    uint256 public successes;

    constructor(SeasonStaking staking, IERC20 token) {
        _staking = staking;
        token.approve(address(staking), type(uint256).max);
    }

    function act(bytes calldata data, bytes calldata attack) external returns (bool done) {
        _attack = attack;
        (done,) = address(_staking).call(data);
        delete _attack;
    }

    function tokensMoved() external {
        if (_attack.length == 0) return;
        ++attempts;
        (bool done,) = address(_staking).call(_attack);
        if (done) ++successes;
    }
}

/// Tokens that do not behave.
contract TokensTest is Test {
    address private constant ALICE = address(0xA11CE);
    uint64 private constant NOW = 1_800_000_000;

    function deployFor(address token) private returns (SeasonStaking staking) {
        vm.warp(NOW);
        staking = new SeasonStaking(IERC20(token), 1e18, address(this));
    }

    function test_a_fee_is_the_stakers_and_the_owners_not_the_others() public {
        FeeToken token = new FeeToken();
        SeasonStaking staking = deployFor(address(token));
        token.mint(address(this), 100e18);
        token.approve(address(staking), 100e18);
        staking.createSeason(NOW, NOW + 100, 100e18);
        equal(staking.season(1).reward, 99e18, "a season is what has arrived");
        token.mint(ALICE, 100e18);
        vm.prank(ALICE);
        token.approve(address(staking), 100e18);
        vm.prank(ALICE);
        staking.stake(100e18);
        equal(staking.totalStaked(), 99e18, "a stake is what has arrived");
        vm.warp(NOW + 100);
        vm.prank(ALICE);
        staking.exit();
        equal(token.balanceOf(address(staking)), 0, "everything has left");
    }

    function test_a_token_that_answers_false_is_refused() public {
        SeasonStaking staking = deployFor(address(new FalseToken()));
        vm.prank(ALICE);
        (bool done,) = address(staking).call(abi.encodeCall(SeasonStaking.stake, (5e18)));
        check(!done && staking.totalStaked() == 0 && staking.eventSeq() == 0, "credited without having paid");
    }

    function test_a_token_that_answers_nothing_works() public {
        SilentToken token = new SilentToken();
        SeasonStaking staking = deployFor(address(token));
        token.mint(ALICE, 5e18);
        vm.prank(ALICE);
        staking.stake(5e18);
        vm.prank(ALICE);
        staking.withdraw(5e18);
        equal(token.balanceOf(ALICE), 5e18, "returned");
    }

    function test_nothing_can_be_called_from_within_a_transfer() public {
        HookToken token = new HookToken();
        SeasonStaking staking = deployFor(address(token));
        token.mint(address(this), 100e18);
        token.approve(address(staking), 100e18);
        staking.createSeason(NOW, NOW + 1_000, 100e18);
        Intruder intruder = new Intruder(staking, token);
        token.mint(address(intruder), 100e18);
        bytes[6] memory calls = [
            abi.encodeCall(SeasonStaking.stake, (1e18)),
            abi.encodeCall(SeasonStaking.withdraw, (1e18)),
            abi.encodeCall(SeasonStaking.claim, ()),
            abi.encodeCall(SeasonStaking.exit, ()),
            abi.encodeCall(SeasonStaking.emergencyWithdraw, ()),
            abi.encodeCall(SeasonStaking.stakeWithPermit, (1e18, 0, 0, 0, 0))
        ];
        uint256 made;
        for (uint256 i; i < 5; ++i) {
            for (uint256 j; j < 6; ++j) {
                check(intruder.act(abi.encodeCall(SeasonStaking.stake, (10e18)), calls[j]), "stake");
                vm.warp(block.timestamp + 1);
                check(intruder.act(calls[i], calls[j]), "the call itself");
                // What is left goes, without an attack, so that the next round begins alike.
                intruder.act(abi.encodeCall(SeasonStaking.exit, ()), "");
                made += 2;
            }
        }
        check(intruder.attempts() >= made, "the question is wrong: nothing was tried");
        equal(intruder.successes(), 0, "calls from within a transfer");
        check(token.balanceOf(address(staking)) >= 100e18 - 30 * 0.1e18, "more than rewards has left");
    }

    function test_a_signature_replaces_the_approval() public {
        PermitToken token = new PermitToken();
        SeasonStaking staking = deployFor(address(token));
        address owner = vm.addr(7);
        token.mint(owner, 9e18);
        bytes32 permit = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner, address(staking), 5e18, 0, NOW
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(7, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), permit)));
        // Somebody who saw the signature sends it first: the stake works all the same.
        token.permit(owner, address(staking), 5e18, NOW, v, r, s);
        vm.prank(owner);
        staking.stakeWithPermit(5e18, NOW, v, r, s);
        equal(staking.totalStaked(), 5e18, "staked");
        vm.prank(owner);
        (bool done,) =
            address(staking).call(abi.encodeCall(SeasonStaking.stakeWithPermit, (4e18, NOW, v, r, s)));
        check(!done, "a signature counts once");
    }

    function test_a_token_without_permit_still_takes_the_allowance() public {
        FeeToken token = new FeeToken();
        SeasonStaking staking = deployFor(address(token));
        token.mint(ALICE, 10e18);
        vm.prank(ALICE);
        token.approve(address(staking), 10e18);
        vm.prank(ALICE);
        staking.stakeWithPermit(10e18, 0, 0, 0, 0);
        equal(staking.totalStaked(), 9.9e18, "staked");
    }
}
