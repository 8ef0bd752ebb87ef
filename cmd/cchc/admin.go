package main

import (
	"context"
	"fmt"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/config"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web"
)

func createUser(ctx context.Context, c config.CreateUser) error {
	return withDatabase(ctx, c.Database, func(db *postgres.DB) error {
		if err := db.Migrate(ctx); err != nil {
			return err
		}
		portal := app.New(db, time.Now, web.CommonPasswords())
		unit, err := unitOf(ctx, portal, c)
		if err != nil {
			return err
		}
		name := viet.Normalise(c.Name)
		if name == "" {
			name = c.Username
		}
		_, password, err := portal.CreatePerson(ctx, policy.SystemActor(), app.CreatePerson{
			Person: reform.Person{
				Username: c.Username, Name: name, UnitID: unit, Roles: []policy.Role{policy.Role(c.Role)}, Active: true,
			},
			Password: c.Password,
		})
		if err != nil {
			return err
		}
		fmt.Printf("Đã tạo tài khoản %s (%s).\n", c.Username, reform.RoleLabel(policy.Role(c.Role)))
		if password != "" {
			fmt.Printf("Mật khẩu tạm: %s (phải đổi ở lần đăng nhập đầu).\n", password)
		}
		return nil
	})
}

// unitOf returns the named unit; without a name the first there is, or the department itself made on an empty database.
func unitOf(ctx context.Context, portal *app.App, c config.CreateUser) (int64, error) {
	units, err := portal.DB.Units(ctx)
	if err != nil {
		return 0, err
	}
	for _, unit := range units {
		if unit.Code == c.Unit || c.Unit == "" {
			return unit.ID, nil
		}
	}
	if c.Unit != "" {
		return 0, fmt.Errorf("không có đơn vị mang mã %s", c.Unit)
	}
	return portal.CreateUnit(ctx, policy.SystemActor(), reform.Unit{
		Code: "SKHCN", Name: "Sở Khoa học và Công nghệ tỉnh Hưng Yên", ShortName: "Sở KH&CN", Kind: reform.UnitLeadership,
		Relation: reform.RelInternal, ValidFrom: calendar.NewDate(2025, time.March, 1),
	})
}
