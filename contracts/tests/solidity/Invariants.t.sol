// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {SeasonFixture} from "./SeasonFixture.sol";

/// Anybody does anything that is allowed, an owner with bad intentions included, in random order; after each step the
/// books balance, and in the end everybody leaves with everything.
contract InvariantsTest is SeasonFixture {
    address[] private _accounts;
    uint256 private _events;
    uint256 private _funded;
    uint256 private _paid;
    uint256 private _returned; // swept and refunded
    uint256 private _stray; // sent by mistake and still there
    uint256 private _highest; // of ledger.accumulated

    function setUp() public override {
        super.setUp();
        for (uint160 i = 1; i <= 5; ++i) {
            _accounts.push(address(0x5AFE0 + i));
            enrich(_accounts[i - 1]);
        }
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(this);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = this.stake.selector;
        selectors[1] = this.withdraw.selector;
        selectors[2] = this.claim.selector;
        selectors[3] = this.exit.selector;
        selectors[4] = this.emergencyWithdraw.selector;
        selectors[5] = this.wait.selector;
        selectors[6] = this.createSeason.selector;
        selectors[7] = this.cancelLastSeason.selector;
        selectors[8] = this.sweep.selector;
        selectors[9] = this.rescueAll.selector;
        selectors[10] = this.togglePause.selector;
        selectors[11] = this.gift.selector;
        targets[0] = FuzzSelector(address(this), selectors);
    }

    // ---- what may happen ----

    function stake(uint256 who, uint256 amount) public {
        if (staking.paused()) return;
        stakeAs(anyOf(who), bound(amount, MIN_STAKE, 1e27));
        ++_events;
    }

    function withdraw(uint256 who, uint256 amount) public {
        address account = anyOf(who);
        uint256 balance = balanceOf(account);
        if (balance == 0) return;
        amount = bound(amount, 1, balance);
        if (balance - amount < MIN_STAKE) amount = balance;
        withdrawAs(account, amount);
        ++_events;
    }

    function claim(uint256 who) public {
        address account = anyOf(who);
        if (staking.pendingReward(account) == 0) return;
        _paid += claimAs(account);
        ++_events;
    }

    function exit(uint256 who) public {
        leave(anyOf(who));
    }

    function emergencyWithdraw(uint256 who) public {
        address account = anyOf(who);
        if (balanceOf(account) == 0) return;
        vm.prank(account);
        staking.emergencyWithdraw();
        ++_events;
    }

    function wait(uint256 time) public {
        vm.warp(block.timestamp + bound(time, 1, 40 days));
    }

    function createSeason(uint256 gap, uint256 length, uint256 reward) public {
        uint256 count = staking.seasonCount();
        uint256 earliest = count == 0 ? 0 : staking.season(count).end;
        if (earliest < block.timestamp) earliest = block.timestamp;
        uint64 start = uint64(earliest + bound(gap, 0, 30 days));
        uint64 end = start + uint64(bound(length, 1, 120 days));
        // Seasons that have ended make room for others, once somebody has accrued.
        (,,,, uint64 cursor) = staking.ledger();
        if (end > block.timestamp + staking.MAX_HORIZON() || staking.paused()) return;
        if (count - cursor >= staking.MAX_OPEN_SEASONS()) return;
        reward = bound(reward, 1, 1e27);
        staking.createSeason(start, end, reward);
        _funded += reward;
    }

    function cancelLastSeason() public {
        uint256 count = staking.seasonCount();
        if (count == 0 || staking.season(count).start <= block.timestamp) return;
        _returned += staking.season(count).reward;
        staking.cancelLastSeason();
    }

    function sweep() public {
        (bool done, bytes memory answer) =
            address(staking).call(abi.encodeCall(staking.sweepUnallocated, (TREASURY)));
        if (done) _returned += abi.decode(answer, (uint256));
    }

    /// Somebody sends tokens to the contract by mistake.
    function gift(uint256 who, uint256 amount) public {
        amount = bound(amount, 1, 1e24);
        vm.prank(anyOf(who));
        check(token.transfer(address(staking), amount), "not sent");
        _stray += amount;
    }

    /// The owner takes what it likes of it, and tries for more.
    function rescueAll(uint256 amount) public {
        amount = bound(amount, 1, _stray * 2 + 1e18);
        (bool done,) =
            address(staking).call(abi.encodeCall(staking.rescue, (staking.token(), TREASURY, amount)));
        check(done == (amount <= _stray), done ? "rescued what is somebody's" : "could not rescue what is nobody's");
        if (done) _stray -= amount;
    }

    /// Half of all runs end in a pause, and everybody leaves all the same.
    function togglePause() public {
        if (staking.paused()) staking.unpause();
        else staking.pause();
    }

    // ---- what always holds ----

    function invariant_every_token_is_accounted_for() public view {
        (, uint256 liability, uint256 reserve,,) = staking.ledger();
        equal(
            token.balanceOf(address(staking)),
            staking.totalStaked() + liability + reserve + _stray,
            "the contract's balance"
        );
        equal(_funded, liability + reserve + _paid + _returned, "what seasons were funded with");
        check(staking.totalOwed() <= liability, "owed beyond what is there");
    }

    function invariant_positions_add_up_and_events_are_counted() public view {
        uint256 sum;
        uint256 pending;
        for (uint256 i; i < _accounts.length; ++i) {
            uint256 balance = balanceOf(_accounts[i]);
            check(balance == 0 || balance >= MIN_STAKE, "a crumb");
            sum += balance;
            pending += staking.pendingReward(_accounts[i]);
        }
        equal(sum, staking.totalStaked(), "sum of positions");
        equal(staking.eventSeq(), _events, "number of events");
        check(_paid + _returned + pending <= _funded, "more rewards than money");
    }

    function invariant_accumulated_never_falls() public {
        (uint256 accumulated,,,,) = staking.ledger();
        check(accumulated >= _highest, "fell");
        _highest = accumulated;
    }

    /// Everybody leaves and the owner sweeps: the pot is empty to the last unit.
    function afterInvariant() public {
        vm.warp(block.timestamp + 4 * 365 days);
        for (uint256 i; i < _accounts.length; ++i) {
            leave(_accounts[i]);
        }
        sweep();
        equal(token.balanceOf(address(staking)), _stray, "left in an empty contract, but for what was sent by mistake");
        equal(_paid + _returned, _funded, "paid and returned");
    }

    function leave(address account) private {
        uint256 pending = staking.pendingReward(account);
        uint256 balance = balanceOf(account);
        if (pending + balance == 0) return;
        uint256 before = token.balanceOf(account);
        vm.prank(account);
        staking.exit();
        equal(token.balanceOf(account) - before, pending + balance, "paid at the exit");
        _paid += pending;
        _events += (pending == 0 ? 0 : 1) + (balance == 0 ? 0 : 1);
    }

    function anyOf(uint256 who) private view returns (address) {
        return _accounts[who % _accounts.length];
    }
}
