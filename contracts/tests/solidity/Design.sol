// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SeasonStaking} from "../../src/SeasonStaking.sol";
import {OriginalStaking} from "./OriginalStaking.sol";
import {Test} from "./Vm.sol";

/// A staking design as its users see it. Calls answer whether they succeeded, so that one scenario fits two designs.
abstract contract Design is Test {
    IERC20 internal token;

    function deploy(IERC20 token_) internal virtual;
    function contractAddress() internal view virtual returns (address);
    function stakeData(uint256 amount, address account) internal pure virtual returns (bytes memory);
    function withdrawData(uint256 amount, address account) internal pure virtual returns (bytes memory);
    function claimData(address account) internal pure virtual returns (bytes memory);
    function balance(address account) internal view virtual returns (uint256);
    function pending(address account) internal virtual returns (uint256);
    /// A season of `reward` as soon as the design lets one begin, from the whole hour `wished` on.
    function addSeason(uint256 wished, uint256 length, uint256 reward) internal virtual returns (bool);
    function takeSeasonBack() internal virtual returns (bool);
    /// The owner asks for what nobody has earned.
    function recover(address to) internal virtual returns (bool);

    function stake(address account, uint256 amount) internal returns (bool) {
        return call(account, stakeData(amount, account));
    }

    function withdraw(address account, uint256 amount) internal returns (bool) {
        return call(account, withdrawData(amount, account));
    }

    function claim(address account) internal returns (bool) {
        return call(account, claimData(account));
    }

    function call(address account, bytes memory data) internal returns (bool done) {
        vm.prank(account);
        (done,) = contractAddress().call(data);
    }
}

abstract contract OldDesign is Design {
    OriginalStaking private _staking;

    function deploy(IERC20 token_) internal override {
        token = token_;
        _staking = new OriginalStaking(token_);
    }

    function contractAddress() internal view override returns (address) {
        return address(_staking);
    }

    function stakeData(uint256 amount, address account) internal pure override returns (bytes memory) {
        return abi.encodeCall(OriginalStaking.deposit, (amount, account));
    }

    function withdrawData(uint256 amount, address account) internal pure override returns (bytes memory) {
        return abi.encodeCall(OriginalStaking.withdraw, (amount, account));
    }

    function claimData(address account) internal pure override returns (bytes memory) {
        return abi.encodeCall(OriginalStaking.claim, (account));
    }

    function balance(address account) internal view override returns (uint256 staked) {
        (staked,) = _staking.positions(account);
    }

    function pending(address account) internal override returns (uint256) {
        return _staking.pendingReward(account);
    }

    function addSeason(uint256 wished, uint256 length, uint256 reward) internal override returns (bool done) {
        uint256 start = wished;
        // It has to start where the last one ended, whenever that was.
        try _staking.ranges(0) returns (uint48, uint48 end, uint96) {
            start = end;
        } catch {}
        (done,) = address(_staking).call(abi.encodeCall(OriginalStaking.addTimeRange, (reward, start, start + length)));
        // An owner who knows the contract sends the tokens by hand, as far as there are any.
        if (done) {
            uint256 owned = token.balanceOf(address(this));
            if (owned >= reward) token.transfer(address(_staking), reward);
        }
    }

    function takeSeasonBack() internal override returns (bool done) {
        (done,) = address(_staking).call(abi.encodeCall(OriginalStaking.removeLastTimeRange, ()));
    }

    function recover(address) internal pure override returns (bool) {
        return false; // There is no such function.
    }
}

abstract contract NewDesign is Design {
    SeasonStaking private _staking;

    function deploy(IERC20 token_) internal override {
        token = token_;
        _staking = new SeasonStaking(token_, 1e18, address(this));
        token.approve(address(_staking), type(uint256).max);
    }

    function contractAddress() internal view override returns (address) {
        return address(_staking);
    }

    function stakeData(uint256 amount, address) internal pure override returns (bytes memory) {
        return abi.encodeCall(SeasonStaking.stake, (amount));
    }

    function withdrawData(uint256 amount, address) internal pure override returns (bytes memory) {
        return abi.encodeCall(SeasonStaking.withdraw, (amount));
    }

    function claimData(address) internal pure override returns (bytes memory) {
        return abi.encodeCall(SeasonStaking.claim, ());
    }

    function balance(address account) internal view override returns (uint256 staked) {
        (staked,,) = _staking.positions(account);
    }

    function pending(address account) internal view override returns (uint256) {
        return _staking.pendingReward(account);
    }

    function addSeason(uint256 wished, uint256 length, uint256 reward) internal override returns (bool done) {
        uint256 start = wished < block.timestamp ? block.timestamp : wished;
        bytes memory data =
            abi.encodeCall(SeasonStaking.createSeason, (uint64(start), uint64(start + length), reward));
        (done,) = address(_staking).call(data);
    }

    function takeSeasonBack() internal override returns (bool done) {
        (done,) = address(_staking).call(abi.encodeCall(SeasonStaking.cancelLastSeason, ()));
    }

    function recover(address to) internal override returns (bool done) {
        (done,) = address(_staking).call(abi.encodeCall(SeasonStaking.sweepUnallocated, (to)));
    }
}
